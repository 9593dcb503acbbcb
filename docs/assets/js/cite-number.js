// "Cite" beside each row's source: one line that names the point, the survey, and the work that measured it.

import { citeLine } from "./cite-line.js";
import { fixOf } from "./fix.js";

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("cite_dialog"));
const fix = document.getElementById("fix_row");

for (const cell of document.querySelectorAll("td[data-key]")) {
  const row = cell.closest("tr");
  const text = document.getElementById("cite_text");
  if (!row || !text) continue;
  cell.querySelector("button")?.addEventListener("click", () => {
    text.textContent = citeLine(document, row);
    fix?.setAttribute("href", fixOf(document, row));
    dialog?.showModal();
  });
}
