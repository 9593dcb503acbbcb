// The rows as files: CSV for spreadsheets, JSON for programs, BibTeX for papers.

import { csv, save } from "../saving.js";

/** @typedef {import("./table.js").Line} Line */

/** @param {Line[]} lines */
export function saveCsv(lines) {
  const heads = Object.keys(lines[0] ?? {});
  save(csv([heads, ...lines.map((line) => heads.map((head) => line[head]))]), "text/csv", "methods.csv");
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
