// The line that cites an operating point: the same as `number_line` in livingsurvey/export/citation.py.

/**
 * @param {Document} page of the method
 * @param {HTMLTableRowElement} row one of its operating points
 * @returns {string} empty where the row states no source
 */
export function citeLine(page, row) {
  const cell = /** @type {HTMLElement | null} */ (row.querySelector("td[data-key]"));
  const canonical = /** @type {HTMLLinkElement | null} */ (page.querySelector("link[rel=canonical]"));
  if (!cell) return "";
  const { key, verb, at } = cell.dataset;
  const model = row.querySelector(".ls-anchor")?.textContent;
  const survey = page.getElementById("cite_survey")?.textContent;
  const work = page.getElementById(`ref_${key}`)?.textContent;
  const address = canonical?.href ?? location.origin + location.pathname;
  return `${model}, operating point ${row.id}, ${address}#${row.id}. In: ${survey} ${verb}: ${work} (${at}).`;
}
