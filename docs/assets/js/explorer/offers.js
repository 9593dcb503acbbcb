// Words that name a filter: who types "orin" means the device, which hardly a title holds.

/** @typedef {{ box: HTMLInputElement, own: string[], path: string[] }} Named a choice, its own words, and those above it too */
/** @typedef {{ box: HTMLInputElement, met: string[] }} Offer a choice and the words that it stands for */

const MOST = 5;

/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}.]+/u).filter(Boolean);

/** @param {HTMLInputElement[]} boxes @returns {Named[]} */
export function named(boxes) {
  return boxes.map((box) => {
    const [, ...path] = (box.dataset.token ?? "").split(/[:/]/);
    const label = wordsOf(box.dataset.label ?? "");
    return { box, own: [...label, ...wordsOf(path[path.length - 1])], path: [...label, ...path.flatMap(wordsOf)] };
  });
}

/**
 * The choices that most of the words begin: a few, in the order of the filters.
 * @param {Named[]} choices
 * @param {string[]} words
 * @returns {Offer[]}
 */
export function offers(choices, words) {
  const begun = (/** @type {string[]} */ names) => words.filter((word) => word.length > 1 && names.some((name) => name.startsWith(word)));
  const telling = (/** @type {string} */ word) => word.length > 2 || /[^a-z]/.test(word);
  const open = choices.filter(({ box, own }) => !box.checked && begun(own).some(telling));
  const found = open.map(({ box, path }) => ({ box, met: begun(path) }));
  const most = Math.max(...found.map(({ met }) => met.length));
  return found.filter(({ met }) => met.length === most).slice(0, MOST);
}

/**
 * A press puts the filter in the place of its words, as if its box had been ticked.
 * @param {Offer} offer
 * @param {number} left works that would be found
 * @param {HTMLInputElement} input where the words are typed
 * @param {string[]} words
 */
export function offerButton({ box, met }, left, input, words) {
  const facet = box.closest("[data-facet]")?.querySelector("summary")?.firstChild?.textContent?.trim();
  const button = document.createElement("button");
  const count = document.createElement("span");
  button.type = "button";
  count.className = "ls-count";
  count.textContent = String(left);
  button.append(`${facet}: ${box.dataset.label} `, count);
  button.addEventListener("click", () => {
    input.value = words.filter((word) => !met.includes(word)).join(" ");
    box.click();
    input.focus();
  });
  return button;
}
