// The works of the timeline by month: what the list says of each, and its mark in the picture.

/**
 * @typedef {{ slug: string, name: string, month: string, lane: string, pillar: string, on: string[],
 *   item: HTMLElement, link: HTMLAnchorElement, mark: SVGAElement, rank: number, x: number, y: number, shift: number }} Work
 * `rank` counts the works of its lane and month; x and y are the middle of the mark before it was moved by `shift`.
 */

export const svg = /** @type {SVGSVGElement} */ (document.querySelector("#timeline-picture svg"));
const pitch = Number(svg.dataset.pitch);
/** @type {Map<string, number>} */
const counted = new Map();

/** @param {SVGAElement} mark @returns {Work} */
function read(mark) {
  const slug = mark.dataset.slug ?? "";
  const item = /** @type {HTMLElement} */ (document.getElementById(`work-${slug}`));
  const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
  const month = item.querySelector("span")?.textContent ?? "";
  const lane = /** @type {HTMLElement} */ (item.closest("[data-lane]")).dataset.lane ?? "";
  const rank = counted.get(lane + month) ?? 0;
  counted.set(lane + month, rank + 1);
  const box = mark.getBBox();
  return {
    slug, month, lane, item, link, mark, rank, shift: 0,
    name: link.textContent ?? "",
    pillar: item.dataset.pillar ?? "",
    on: item.dataset.on?.split(" ") ?? [],
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
  };
}

export const works = [.../** @type {NodeListOf<SVGAElement>} */ (svg.querySelectorAll("a.ls-dot"))].map(read);
export const bySlug = new Map(works.map((work) => [work.slug, work]));

/** @param {Work} work */
export const shown = (work) => !work.item.hidden;

/** The shown works of a lane by month, each month from the axis outwards. @param {string} lane */
export function stacks(lane) {
  /** @type {Map<string, Work[]>} */
  const found = new Map();
  for (const work of works) {
    if (work.lane === lane && shown(work)) found.set(work.month, [...(found.get(work.month) ?? []), work]);
  }
  return found;
}

/** Hide every work that does not pass, and let the others of its month close up. @param {(work: Work) => boolean} passes */
export function show(passes) {
  for (const work of works) {
    work.item.hidden = !passes(work);
    work.mark.toggleAttribute("hidden", work.item.hidden);
  }
  for (const [lane, side] of /** @type {[string, number][]} */ ([["efficient", 1], ["foundational", -1]])) {
    for (const stack of stacks(lane).values()) {
      stack.forEach((work, place) => {
        work.shift = side * (work.rank - place) * pitch;
        work.mark.setAttribute("transform", `translate(0 ${work.shift})`);
      });
    }
  }
}
