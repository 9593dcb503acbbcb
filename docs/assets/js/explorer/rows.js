// A row of the table, from the row that stands in the page as a template.

/** @typedef {import("./data.js").Cell} Cell */
/** @typedef {import("./query.js").Row} Row */

/**
 * @param {HTMLTableElement} table
 * @param {string[]} columns
 * @param {Set<string>} compared slugs that are chosen to be compared
 * @param {string} base leads to the site's root
 */
export function rowMaker(table, columns, compared, base) {
  const model = /** @type {HTMLTemplateElement} */ (document.getElementById("row"));

  /**
   * @param {Row} row
   * @param {(column: number) => Cell | undefined} cellOf
   * @param {boolean[]} hidden
   */
  return ({ method, point, more }, cellOf, hidden) => {
    const row = /** @type {HTMLTableRowElement} */ (document.importNode(model.content, true).firstElementChild);
    row.dataset.slug = method.slug;
    row.dataset.point = point.id;
    columns.forEach((id, at) => {
      const place = row.cells[at];
      place.hidden = hidden[at];
      if (id === "name") {
        const [box, link, note] = /** @type {[HTMLInputElement, HTMLAnchorElement, HTMLElement]} */ (/** @type {unknown} */ ([...place.children]));
        box.dataset.compare = method.slug;
        box.ariaLabel = `Compare ${method.name}`;
        box.checked = compared.has(method.slug);
        link.textContent = method.name;
        link.href = `${base}methods/${method.slug}/${point.id && `#${point.id}`}`;
        note.textContent = [point.model, more && `${more} more ${more === 1 ? "point" : "points"}`].filter(Boolean).join(" · ");
      } else if (id === "month") place.textContent = method.month;
      else if (id === "technique") {
        place.replaceChildren(...(method.pillar ? [pillar(method.pillar)] : []), method.technique);
      } else if (id === "setting") fill(place, point.setting);
      else if (id === "read") {
        const link = /** @type {HTMLAnchorElement} */ (place.firstElementChild);
        const mark = /** @type {HTMLElement} */ (link.firstElementChild);
        if (!point.icon) return fill(place, "");
        link.href = `${base}methods/${method.slug}/#${point.id}`;
        link.ariaLabel = `The story of ${method.name}’s numbers: ${point.mark}`;
        mark.className = `ls-mark ls-mark--${point.icon}`;
        mark.title = point.mark;
      } else number(place, cellOf(at));
    });
    return row;
  };
}

/** @param {HTMLElement} place @param {string} text */
function fill(place, text) {
  place.classList.toggle("ls-empty", !text);
  if (text) place.textContent = text;
  else place.replaceChildren(small("span", "ls-blank", "–"));
}

/** @param {HTMLElement} place @param {Cell | undefined} cell */
function number(place, cell) {
  if (!cell) return fill(place, "");
  place.classList.remove("ls-empty");
  place.replaceChildren(cell.text, ...(cell.note ? [" ", small("small", cell.derived ? "ls-derived" : "", cell.note)] : []));
  if (cell.anchor) place.dataset.point = cell.anchor;
}

/** @param {string} tag @param {string} name @param {string} text */
function small(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}

/** @param {string} id */
function pillar(id) {
  const mark = small("span", `ls-pillar ls-pillar--${id}`, "");
  mark.ariaHidden = "true";
  return mark;
}
