// The menu of editions, at the foot of every page: once opened, it names each snapshot published by now.

const menu = /** @type {HTMLDetailsElement} */ (document.getElementById("editions"));
menu.addEventListener("toggle", show, { once: true });

async function show() {
  const list = new URL(menu.dataset.list ?? "", location.href);
  const answer = await fetch(list).catch(() => undefined);
  if (!answer?.ok) return; // the list itself is linked
  /** @type {{ snapshots: { name: string }[] }} */
  const { snapshots } = await answer.json();
  for (const { name } of snapshots) {
    const link = document.createElement("a");
    link.href = new URL(`./${name}/`, list).href;
    link.textContent = name;
    if (name === menu.dataset.edition) link.ariaCurrent = "true";
    const item = document.createElement("li");
    item.append(link);
    menu.querySelector("li:last-child")?.before(item);
  }
}
