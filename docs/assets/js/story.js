// A number's story, in place: a tap on a number of a row, or its standing's mark, opens a card with the
// setting, baseline and source that the method's page states for that point. While the mark has the keyboard's
// focus, a preview says the same and takes no focus. Without scripts the mark leads there.

import { fixOf } from "./fix.js";

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/** The page of a method, with addresses made whole. @param {string} address */
function pageOf(address) {
  const known = pages.get(address);
  if (known) return known;
  const page = fetch(address).then(async (answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of found.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
    return found;
  });
  page.catch(() => pages.delete(address));
  pages.set(address, page);
  return page;
}

/** @param {string} tag @param {(Node | string)[]} children @param {Record<string, string>} [attributes] */
function make(tag, children, attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** What the nodes of an element hold, without ids. @param {Element} element */
function contents(element) {
  const copy = /** @type {Element} */ (document.importNode(element, true));
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const button of copy.querySelectorAll("button, input")) button.remove();
  return [...copy.childNodes];
}

/** @param {Document} page @param {string} address @param {string} point */
function story(page, address, point) {
  const row = /** @type {HTMLTableRowElement | null} */ (page.getElementById(point)?.closest("tr"));
  if (!row) throw new Error(`no point ${point}`);
  const [first, ...cells] = row.cells;
  const stated = cells.filter((cell) => !cell.querySelector(":scope > .ls-blank"));
  const all = row.closest("table")?.caption;
  const fix = fixOf(page, row);
  const permalink = `${address}#${point}`;
  return [
    make("div", contents(first), { class: "ls-story__setting" }),
    ...(all ? [make("p", contents(all), { class: "ls-quiet" })] : []),
    make("dl", stated.flatMap((cell) => [make("dt", [cell.dataset.l ?? ""]), make("dd", contents(cell))])),
    make("p", [
      make("a", ["Permanent address"], { href: permalink }), " · ",
      ...(fix ? [make("a", ["Report or mend a mistake"], { href: fix })] : []),
    ]),
  ];
}

const card = /** @type {HTMLDialogElement} */ (make("dialog", [], { class: "ls-dialog", "aria-labelledby": "story-title" }));
const preview = make("div", [], { class: "ls-dialog ls-preview", id: "story-preview", role: "tooltip", popover: "auto" });
document.getElementById("content")?.append(card, preview);
/** The mark to which a closed card gives the focus back. @type {Element | undefined} */
let left;
let dwell = 0;

/** @param {HTMLAnchorElement} link to the method @param {string} point */
async function open(link, point) {
  const address = link.href.split("#")[0];
  const close = make("button", ["Close"], { type: "button" });
  close.addEventListener("click", () => card.close());
  const head = make("div", [make("h2", [link.textContent ?? ""], { id: "story-title" }), close], { class: "ls-story__head" });
  const waiting = make("p", ["Loading …"], { role: "status" });
  card.replaceChildren(head, waiting);
  left = document.activeElement ?? undefined;
  card.showModal();
  try {
    waiting.replaceWith(...story(await pageOf(address), address, point));
  } catch {
    waiting.replaceWith(make("p", ["It could not be loaded. ", make("a", ["Its page has it"], { href: `${address}#${point}` }), "."], { role: "status" }));
  }
}

/** What the card would say, without links, beside the mark that has the focus. @param {HTMLAnchorElement} mark */
async function show(mark) {
  const [address, point] = mark.href.split("#");
  const told = story(await pageOf(address), address, point).slice(0, -1);
  if (mark !== document.activeElement) return;
  preview.replaceChildren(...told, make("p", ["Enter opens it, with its links."], { class: "ls-quiet" }));
  for (const link of preview.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  mark.setAttribute("aria-describedby", preview.id);
  preview.showPopover();
  const at = mark.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = preview;
  const above = at.bottom + height > innerHeight && at.top > height;
  preview.style.top = `${scrollY + (above ? at.top - height - 8 : at.bottom + 8)}px`;
  preview.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`;
}

document.addEventListener("focusin", ({ target }) => {
  const mark = target instanceof Element ? target.closest(".ls-story-link") : null;
  if (mark === left) return void (left = undefined);
  if (!(mark instanceof HTMLAnchorElement) || !mark.matches(":focus-visible") || !("popover" in mark)) return;
  dwell = setTimeout(() => show(mark).catch(() => {}), 200);
});
document.addEventListener("focusout", ({ target }) => {
  clearTimeout(dwell);
  if (target instanceof Element && target.matches(".ls-story-link") && "popover" in preview) {
    target.removeAttribute("aria-describedby");
    preview.hidePopover();
  }
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (event.target === card) return card.close();
  const row = /** @type {HTMLElement | null} */ (event.target.closest("tr[data-point]"));
  const cell = /** @type {HTMLElement | null} */ (event.target.closest("td.ls-num, .ls-story-link"));
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (row?.querySelector("th a"));
  const point = cell?.dataset.point || row?.dataset.point;
  if (!cell || !link || !point || cell.classList.contains("ls-empty") || event.target.closest("a:not(.ls-story-link)")) return;
  event.preventDefault();
  open(link, point);
});
