// The rows as files: CSV for spreadsheets, JSON for programs, BibTeX for papers.

/** @typedef {import("./table.js").Line} Line */

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. @param {string | number | null} value */
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : value ?? "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {Line[]} lines */
export function saveCsv(lines) {
  const heads = Object.keys(lines[0] ?? {});
  const rows = [heads.map(csvCell), ...lines.map((line) => heads.map((head) => csvCell(line[head])))];
  save(rows.map((cells) => cells.join(",") + "\r\n").join(""), "text/csv", "methods.csv");
}

/** @param {Line[]} lines */
export const saveJson = (lines) => save(JSON.stringify(lines, null, 1) + "\n", "application/json", "methods.json");

/**
 * The entries of some works out of the survey's whole bibliography, in its order.
 * @param {string} address of the bibliography
 * @param {Set<string>} keys
 */
export async function saveBibtex(address, keys) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  const entries = (await answer.text()).split(/^(?=@)/m);
  const chosen = entries.filter((entry) => keys.has(/^@\w+\{([^,\s]+),/.exec(entry)?.[1] ?? ""));
  save(chosen.join(""), "application/x-bibtex", "methods.bib");
}

/** @param {string} text @param {string} type @param {string} name */
function save(text, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
