// A number's story, in place: a tap on a number of a row, or its standing's mark, opens a card with the
// setting, baseline and source that the method's page states for that point. While the mark has the keyboard's
// focus, a preview says the same and takes no focus. Both come on first use; without scripts the mark leads there.

const cards = () => import("./story-card.js");
/** The mark to which a closed card gives the focus back. @type {Element | null} */
let left = null;
let dwell = 0;

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
const markOf = (target) => (target instanceof Element ? target.closest("a.ls-story-link") : null);

document.addEventListener("focusin", ({ target }) => {
  const mark = markOf(target);
  if (!mark) return;
  if (mark !== left && mark.matches(":focus-visible") && "popover" in mark) {
    dwell = setTimeout(() => cards().then((c) => c.show(mark)).catch(() => {}), 200);
  }
  left = null;
});
document.addEventListener("focusout", ({ target }) => {
  clearTimeout(dwell);
  const mark = markOf(target);
  if (mark?.hasAttribute("aria-describedby")) cards().then((c) => c.hide(mark));
});
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const row = /** @type {HTMLElement | null} */ (event.target.closest("tr[data-point]"));
  const cell = /** @type {HTMLElement | null} */ (event.target.closest("td.ls-num, .ls-story-link"));
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (row?.querySelector("th a"));
  const point = cell?.dataset.point || row?.dataset.point;
  if (!cell || !link || !point || cell.classList.contains("ls-empty") || event.target.closest("a:not(.ls-story-link)")) return;
  event.preventDefault();
  const from = document.activeElement;
  cards().then((c) => {
    left = from;
    return c.open(link, point);
  }).catch(() => location.assign(`${link.href.split("#")[0]}#${point}`));
});
