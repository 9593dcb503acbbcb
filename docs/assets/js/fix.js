// "Fix this" of a method's page, for one of its rows: the same form, told which row and what stands there now.

/**
 * @param {Document} page of the method
 * @param {HTMLTableRowElement} row one of its operating points
 */
export function fixOf(page, row) {
  const link = page.querySelector(".ls-fix a");
  if (!link) return "";
  const form = new URL(link.getAttribute("href") ?? "", location.href);
  const numbers = [...row.cells].filter((cell) => cell.matches(".ls-num") && !cell.querySelector(".ls-blank"));
  const now = numbers.map((cell) => `${cell.dataset.l} ${cell.firstChild?.textContent?.trim()}`).join("; ");
  form.searchParams.set("point", row.id);
  if (now) form.searchParams.set("note", `Stated now: ${now}`.slice(0, 200));
  return form.href;
}
