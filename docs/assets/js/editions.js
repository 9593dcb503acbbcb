// The menu of editions, at the foot of every page: once opened, it names each snapshot published by now. A link leads
// to this page in that edition; where it has none, to its front page, and says so.

const menu = /** @type {HTMLDetailsElement} */ (document.getElementById("editions"));
const { list = "", edition = "", page = "" } = menu.dataset;
menu.addEventListener("toggle", show, { once: true });

/** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-same-page]")).forEach(keepsPlace);

async function show() {
  const address = new URL(list, location.href);
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok) return; // the list itself is linked
  /** @type {{ snapshots: { name: string }[] }} */
  const { snapshots } = await answer.json();
  const links = await Promise.all(snapshots.map(({ name }) => leadingTo(name, address)));
  for (const link of links) {
    const item = document.createElement("li");
    item.append(link);
    menu.querySelector("li:last-child")?.before(item);
  }
}

/** @param {string} name @param {URL} address of the list of editions */
async function leadingTo(name, address) {
  const link = document.createElement("a");
  link.href = new URL(`./${name}/${page}`, address).href;
  link.textContent = name;
  if (name === edition) link.ariaCurrent = "true";
  else if (page && !(await fetch(link.href, { method: "HEAD" }).catch(() => undefined))?.ok) {
    link.href = new URL(`./${name}/`, address).href;
    link.textContent = `${name}, front page`;
    return link;
  }
  keepsPlace(link);
  return link;
}

/**
 * The row and the choices that are in the address when a link is used go along.
 * @param {HTMLAnchorElement} link
 */
function keepsPlace(link) {
  for (const use of ["pointerdown", "focus"]) {
    link.addEventListener(use, () => {
      link.search = location.search;
      link.hash = location.hash;
    });
  }
}
