// The timeline: its legend filters picture, list and counts by pillar; the address holds what is chosen.

import { forget } from "./timeline-lineage.js";
import { bySlug, show, shown, svg, works } from "./timeline-works.js";

const LANES = ["efficient", "foundational"];
const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#timeline-filter input"))];
const status = /** @type {HTMLElement} */ (document.getElementById("timeline-count"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("timeline-button"));
/** The interactive figure, once it was asked for. @type {Promise<typeof import("./timeline-figure.js")> | undefined} */
let figure;
const years = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section:has(> .ls-lanes)"))];

/** @param {Element} within @param {string} selector @param {number | string} text */
function write(within, selector, text) {
  for (const place of within.querySelectorAll(selector)) place.textContent = `${text}`;
}

/** The headings of the list: works of the year, and works by its end. */
function countYears() {
  const sums = new Map(LANES.map((lane) => [lane, 0]));
  for (const year of [...years].reverse()) {
    let here = 0;
    for (const lane of LANES) {
      const count = year.querySelectorAll(`[data-lane=${lane}] li:not([hidden])`).length;
      const sum = (sums.get(lane) ?? 0) + count;
      sums.set(lane, sum);
      here += count;
      write(year, `[data-lane=${lane}] h4 .ls-count`, count);
      write(year, `[data-sum=${lane}]`, sum);
    }
    year.hidden = here === 0;
  }
}

/** The lines beneath the marks, drawn as the server draws them: steps at the months with works. */
function drawSums() {
  const group = /** @type {SVGGElement} */ (svg.querySelector("[data-base]"));
  const [base, unit] = [Number(group.dataset.base), Number(group.dataset.unit)];
  const [start, end] = [works[0].x, works[works.length - 1].x];
  const totals = LANES.map((lane) => {
    let [path, total] = [`M${start} ${base}`, 0];
    for (const work of works) if (work.lane === lane && shown(work)) path += `H${work.x}V${base - ++total * unit}`;
    group.querySelector(`.ls-sum--${lane}`)?.setAttribute("d", `${path}H${end}`);
    write(document.body, `#timeline-picture [data-total=${lane}], #timeline-picture [data-sum=${lane}]`, total);
    return total;
  });
  const high = totals[0] < totals[1] ? 1 : 0;
  const gap = Math.max(0, 14 - (totals[high] - totals[1 - high]) * unit);
  LANES.forEach((lane, i) => {
    const y = base - totals[i] * unit + 4 - (i === high ? gap : 0);
    group.querySelector(`[data-sum=${lane}]`)?.setAttribute("y", `${y}`);
  });
}

/** Names of landmarks, and the lines that lead to them. */
function labelLandmarks() {
  for (const part of /** @type {NodeListOf<SVGElement>} */ (svg.querySelectorAll("[data-of]"))) {
    const work = bySlug.get(part.dataset.of ?? "");
    if (!work) continue;
    part.toggleAttribute("hidden", !shown(work));
    part.dataset.from ??= part.getAttribute("y1") ?? "";
    if (part.dataset.from) part.setAttribute("y1", `${Number(part.dataset.from) + work.shift}`);
  }
}

function apply() {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const all = chosen.length === boxes.length;
  show((work) => all || chosen.includes(work.pillar));
  forget();
  countYears();
  labelLandmarks();
  drawSums();
  figure?.then(({ redraw }) => redraw());
  const count = works.filter(shown).length;
  status.textContent = all ? `All ${count} works` : `${count} of ${works.length} works${count ? "" : ": tick a box"}`;
  return all ? "" : `?pillar=${chosen.join(",")}`;
}

/** Tick what the address names; everything where it names nothing that is known. */
function restore() {
  const asked = new URLSearchParams(location.search).get("pillar")?.split(",");
  const known = asked?.join() === "" || boxes.some((box) => asked?.includes(box.value));
  for (const box of boxes) box.checked = !known || (asked ?? []).includes(box.value);
}

for (const box of boxes) {
  box.disabled = false;
  box.addEventListener("change", () => history.pushState(null, "", location.pathname + apply()));
}
addEventListener("popstate", () => {
  restore();
  apply();
});
button.disabled = false;
button.addEventListener("click", () => {
  figure ??= import("./timeline-figure.js");
  figure.catch(() => {
    figure = undefined;
    write(document.body, "#timeline-status", "The figure could not be loaded.");
  });
});
restore();
if (boxes.some((box) => !box.checked)) apply();
