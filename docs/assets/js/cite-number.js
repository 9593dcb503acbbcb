// "Cite" beside each row's source: one line that names the point, the survey, and the work that measured it.

import { fixOf } from "./fix.js";

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("cite_dialog"));
const fix = document.getElementById("fix_row");
const survey = document.getElementById("cite_survey")?.textContent ?? "";
const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
const address = canonical?.href ?? location.origin + location.pathname;

/**
 * The same line as `number_line` in livingsurvey/export/citation.py.
 * @param {HTMLTableRowElement} row
 * @param {HTMLElement} cell
 */
function line(row, cell) {
  const model = row.querySelector(".ls-anchor")?.textContent;
  const { key, verb, at } = cell.dataset;
  const work = document.getElementById(`ref_${key}`)?.textContent;
  return `${model}, operating point ${row.id}, ${address}#${row.id}. In: ${survey} ${verb}: ${work} (${at}).`;
}

for (const cell of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("td[data-key]"))) {
  const row = cell.closest("tr");
  const text = document.getElementById("cite_text");
  if (!row || !text) continue;
  cell.querySelector("button")?.addEventListener("click", () => {
    text.textContent = line(row, cell);
    fix?.setAttribute("href", fixOf(document, row));
    dialog?.showModal();
  });
}
