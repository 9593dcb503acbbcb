// Tables as files that a reader saves: loaded when one is asked for.

/** Rows as CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe. @param {(string | number | null)[][]} rows */
export const csv = (rows) => rows.map((row) => row.map(cell).join(",") + "\r\n").join("");

/** @param {string | number | null} value */
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = /^'*[=+\-@\t\r\n＝＋－＠]/.test(value ?? "") ? `'${value}` : value ?? "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {string} text @param {string} type @param {string} name */
export function save(text, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
