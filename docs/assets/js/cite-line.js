// The line that cites an operating point: the same as `number_line` in livingsurvey/export/citation.py.

/**
 * @param {Document} page of the method
 * @param {HTMLTableRowElement} row one of its operating points
 * @returns {string} empty where the row states no source
 */
export function citeLine(page, row) {
  const cell = /** @type {HTMLElement | null} */ (row.querySelector("td[data-key]"));
  if (!cell) return "";
  const { key, verb, at } = cell.dataset;
  const model = row.querySelector(".ls-anchor")?.textContent;
  const survey = page.getElementById("cite_survey")?.textContent;
  const work = page.getElementById(`ref_${key}`)?.textContent;
  // of this very edition: the canonical address of a frozen page is the living page
  const address = page.querySelector("meta[property='og:url']")?.getAttribute("content");
  return `${model}, operating point ${row.id}, ${address}#${row.id}. In: ${survey} ${verb}: ${work} (${at}).`;
}
