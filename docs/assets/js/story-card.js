// The card and the preview of a number's story, made of what the method's page states for the point.

import { citeLine } from "./cite-line.js";
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

/** A button that copies a line, and where the line then stands. @param {string} line */
function citing(line) {
  const button = make("button", ["Cite this number"], { type: "button" });
  const told = make("span", [], { class: "ls-quote", role: "status" });
  button.addEventListener("click", async () => {
    told.textContent = await navigator.clipboard.writeText(line).then(() => `Copied: ${line}`, () => line);
  });
  return [button, told];
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
  const line = citeLine(page, row);
  return [
    make("div", contents(first), { class: "ls-story__setting" }),
    ...(all ? [make("p", contents(all), { class: "ls-quiet" })] : []),
    make("dl", stated.flatMap((cell) => [make("dt", [cell.dataset.l ?? ""]), make("dd", contents(cell))])),
    make("p", [
      make("a", ["Permanent address"], { href: permalink }),
      ...(fix ? [" · ", make("a", ["Report or mend a mistake"], { href: fix })] : []),
      ...(line ? [" · ", ...citing(line)] : []),
    ]),
  ];
}

const card = /** @type {HTMLDialogElement} */ (make("dialog", [], { class: "ls-dialog", "aria-labelledby": "story-title" }));
const preview = make("div", [], { class: "ls-dialog ls-preview", id: "story-preview", role: "tooltip", popover: "auto" });
document.getElementById("content")?.append(card, preview);
card.addEventListener("click", (event) => event.target === card && card.close());

/** @param {HTMLAnchorElement} link to the method @param {string} point */
export async function open(link, point) {
  const address = link.href.split("#")[0];
  const close = make("button", ["Close"], { type: "button" });
  close.addEventListener("click", () => card.close());
  const head = make("div", [make("h2", [link.textContent ?? ""], { id: "story-title" }), close], { class: "ls-story__head" });
  const waiting = make("p", ["Loading …"], { role: "status" });
  card.replaceChildren(head, waiting);
  card.showModal();
  try {
    waiting.replaceWith(...story(await pageOf(address), address, point));
  } catch {
    waiting.replaceWith(make("p", ["It could not be loaded. ", make("a", ["Its page has it"], { href: `${address}#${point}` }), "."], { role: "status" }));
  }
}

/** What the card would say, without links, beside the mark that has the focus. @param {HTMLAnchorElement} mark */
export async function show(mark) {
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

/** @param {Element} mark */
export function hide(mark) {
  mark.removeAttribute("aria-describedby");
  preview.hidePopover();
}
