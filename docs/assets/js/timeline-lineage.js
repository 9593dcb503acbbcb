// The lineage of one work, drawn and named: on hover, focus or a first tap of its mark, or on focus in the list.
// The picture is one stop of the Tab key; arrow keys move within it.

import { bySlug, shown, stacks, svg, works } from "./timeline-works.js";

/** @typedef {import("./timeline-works.js").Work} Work */

const MOST_NAMES = 12;
const REACH = 24; // px around a tap within which the nearest mark is meant
const picture = /** @type {HTMLElement} */ (document.getElementById("timeline-picture"));
const words = /** @type {HTMLElement} */ (document.getElementById("timeline-lineage"));
const hint = /** @type {HTMLElement} */ (document.getElementById("timeline-hint"));
const keys = /** @type {HTMLElement} */ (document.getElementById("timeline-keys"));
const layer = svg.appendChild(document.createElementNS(svg.namespaceURI, "g"));
/** @type {Map<string, Work[]>} */
const builtOn = new Map();
for (const work of works) for (const base of work.on) builtOn.set(base, [...(builtOn.get(base) ?? []), work]);

/** @type {Work | undefined} */
let drawn;
/** @type {Work | undefined} */
let stop;
let touched = false;

/** @param {Element} element */
const workOf = (element) => bySlug.get(element.closest("a")?.dataset.slug ?? "");

/** @param {Work} from @param {Work} to @param {string} kind */
function line(from, to, kind) {
  const [y1, y2] = [from.y + from.shift, to.y + to.shift];
  const pull = to.x === from.x ? 40 : (to.x - from.x) * 0.4;
  const path = document.createElementNS(svg.namespaceURI, "path");
  const [c1, c2] = [from.x + pull, to.x === from.x ? to.x + pull : to.x - pull];
  path.setAttribute("d", `M${from.x} ${y1}C${c1} ${y1} ${c2} ${y2} ${to.x} ${y2}`);
  path.setAttribute("class", `ls-line ls-line--${kind}`);
  layer.append(path);
}

/** @param {string} text @param {string} href */
function anchor(text, href) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  return link;
}

/** Names as links, the first dozen of them. @param {Work[]} kin @returns {(Node | string)[]} */
function names(kin) {
  const parts = kin.slice(0, MOST_NAMES).flatMap((work) => [
    anchor(work.name, work.link.href),
    shown(work) ? ", " : " (not shown), ",
  ]);
  const last = `${parts.pop()}`.replace(", ", "");
  return [...parts, kin.length > MOST_NAMES ? `${last} and ${kin.length - MOST_NAMES} more` : last];
}

/** Draw and say what a work builds on and what builds on it. @param {Work} work */
function tell(work) {
  if (work === drawn) return;
  forget();
  drawn = work;
  const bases = work.on.flatMap((slug) => bySlug.get(slug) ?? []);
  const later = builtOn.get(work.slug) ?? [];
  for (const base of bases) if (shown(base)) line(base, work, "base");
  for (const one of later) if (shown(one)) line(work, one, "later");
  for (const one of [work, ...bases, ...later]) one.mark.classList.add("ls-kin");
  const title = document.createElement("b");
  title.append(anchor(work.name, work.link.href));
  words.replaceChildren(
    title, `, ${work.month}. `,
    ...(bases.length ? ["Builds on ", ...names(bases), ". "] : ["No base among these works is recorded. "]),
    ...(later.length ? [`${later.length} ${later.length > 1 ? "build" : "builds"} on it: `, ...names(later), ". "] : ["None builds on it. "]),
    anchor("In the list", `#${work.item.id}`),
  );
  hint.hidden = true;
}

/** Take the lines and the words away. */
export function forget() {
  drawn = undefined;
  layer.replaceChildren();
  words.replaceChildren();
  hint.hidden = false;
  for (const mark of svg.querySelectorAll(".ls-kin")) mark.classList.remove("ls-kin");
  if (!stop || !shown(stop)) settle(stacks("efficient"), stacks("foundational"));
}

/** Which mark the Tab key reaches: of the newest month, the one at the axis. @param {Map<string, Work[]>[]} lanes */
function settle(...lanes) {
  const stack = [...(lanes.find((lane) => lane.size)?.values() ?? [])].pop();
  if (stack) reach(stack[0]);
}

/** @param {Work} work */
function reach(work) {
  stop?.mark.setAttribute("tabindex", "-1");
  work.mark.setAttribute("tabindex", "0");
  stop = work;
}

/** Where an arrow key leads from a work. @param {Work} work @param {string} key @returns {Work | undefined} */
function beside(work, key) {
  const lane = stacks(work.lane);
  const own = lane.get(work.month) ?? [];
  const place = own.indexOf(work);
  const months = [...lane.keys()];
  const at = months.indexOf(work.month);
  const month = { ArrowLeft: months[at - 1], ArrowRight: months[at + 1], Home: months[0], End: months[months.length - 1] }[key];
  if (!key.endsWith("Up") && !key.endsWith("Down")) {
    const stack = lane.get(month ?? "") ?? [];
    return stack[Math.min(place, stack.length - 1)];
  }
  if ((key === "ArrowUp") === (work.lane === "efficient")) return own[place + 1];
  if (place > 0) return own[place - 1];
  const across = [...stacks(work.lane === "efficient" ? "foundational" : "efficient").values()].map((stack) => stack[0]);
  return across.sort((a, b) => Math.abs(a.x - work.x) - Math.abs(b.x - work.x))[0];
}

/** The shown work whose mark is nearest to a place in the window. @param {MouseEvent} event */
function nearest(event) {
  const matrix = svg.getScreenCTM();
  const away = works.filter(shown).map((work) => {
    const at = new DOMPoint(work.x, work.y + work.shift).matrixTransform(matrix ?? undefined);
    return { work, distance: Math.hypot(at.x - event.clientX, at.y - event.clientY) };
  });
  const [first] = away.sort((a, b) => a.distance - b.distance);
  return first && first.distance <= REACH ? first.work : undefined;
}

svg.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
svg.addEventListener("pointerover", (event) => {
  const work = workOf(/** @type {Element} */ (event.target));
  if (work && event.pointerType !== "touch") tell(work);
});
// On the picture, not on the svg: one that listens to focus can be focused itself.
picture.addEventListener("focusin", (event) => {
  const work = workOf(/** @type {Element} */ (event.target));
  if (work) reach(work);
  if (work && !touched) tell(work);
});
svg.addEventListener("click", (event) => {
  const work = touched ? nearest(event) : undefined;
  if (!work) return;
  event.preventDefault();
  if (work === drawn) work.link.click();
  else tell(work);
});
svg.addEventListener("keydown", (event) => {
  const work = workOf(/** @type {Element} */ (event.target));
  if (!work || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === " ") {
    event.preventDefault();
    work.item.scrollIntoView({ block: "center" });
    work.link.focus({ preventScroll: true });
  } else if (/^(Arrow|Home|End)/.test(event.key)) {
    event.preventDefault();
    touched = false;
    const next = beside(work, event.key);
    next?.mark.focus();
    next?.mark.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
});
picture.addEventListener("pointerleave", () => {
  const work = document.activeElement && workOf(document.activeElement);
  if (work) tell(work);
  else forget();
});
picture.addEventListener("focusout", (event) => {
  if (!picture.contains(/** @type {Node | null} */ (event.relatedTarget))) forget();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") forget(); });
for (const list of document.querySelectorAll(".ls-lanes")) {
  list.addEventListener("focusin", (event) => {
    const slug = /** @type {HTMLElement} */ (event.target).closest("li")?.dataset.slug ?? "";
    const work = bySlug.get(slug);
    if (work) tell(work);
  });
  list.addEventListener("focusout", forget);
}

layer.setAttribute("aria-hidden", "true");
for (const work of works) work.mark.setAttribute("tabindex", "-1");
svg.setAttribute("aria-describedby", keys.id);
keys.hidden = false;
forget();
