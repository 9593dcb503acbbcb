// The explorer's answers: asks explorer.json, fills the table, the counts and the status line.

import { load, plain } from "./data.js";
import { named, offerButton, offers } from "./offers.js";
import { answer, cellOf, sorted } from "./query.js";
import { rowMaker } from "./rows.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./address.js").State} State */
/** @typedef {import("./query.js").Row} Row */
/** @typedef {import("./query.js").Range} Range */
/** @typedef {{ id: string, label: string, shown: boolean, highFirst: boolean }} Column */
/** @typedef {Record<string, string | number | null>} Line a row as a record, for files */

const MOST_WORDS = 8;
/** Rows that a screen can show: they come at once, the rest of the window when the browser has time. */
const AT_ONCE = 30;

/** @param {() => void} act */
const whenIdle = (act) => ("requestIdleCallback" in window ? requestIdleCallback(act, { timeout: 200 }) : setTimeout(act));

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTableElement} table
 * @param {Column[]} columns
 * @param {Set<string>} compared slugs
 */
export async function answers(form, table, columns, compared) {
  const base = form.dataset.base ?? "";
  const size = Number(form.dataset.window);
  const total = Number(form.dataset.total);
  const data = await load(new URL(form.dataset.facts ?? "", location.href).href);
  const heads = [...table.tHead?.rows[0].cells ?? []];
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const pager = /** @type {HTMLElement} */ (document.getElementById("window"));
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-token]")]);
  const names = named(boxes);
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("words"));
  const offered = /** @type {HTMLElement} */ (form.querySelector(".ls-offers"));
  const boxOf = new Map(boxes.map((box) => [box.dataset.token ?? "", box]));
  const number = new Map(data.tokens.map((token, i) => [token, i]));
  const makeRow = rowMaker(table, columns.map((c) => c.id), compared, base);
  const at = (/** @type {string} */ id) => columns.findIndex((c) => c.id === id);
  /** @type {Row[]} */
  let found = [];
  /** @type {Range[]} */
  let ranges = [];
  /** The first row of the window; a view beyond the end starts anew. */
  let from = 0;
  let drawn = 0;

  /** @type {import("./query.js").Question} */
  let question = { words: [], choices: [], ranges: [] };
  const facets = data.tokens.map((token) => token.split(":", 1)[0]);
  const facetOf = (/** @type {number} */ token) => facets[token];
  const drawer = /** @type {HTMLDetailsElement} */ (form.querySelector(".ls-drawer"));
  drawer.addEventListener("toggle", () => drawer.open && tally(answer(data, question, facetOf).counts));

  /** Write the counts beside the choices. @param {Map<number, number>} counts */
  function tally(counts) {
    data.tokens.forEach((token, i) => count(token, counts.get(i) ?? 0));
  }

  /** Answer the question, show the answer. @param {State} state */
  function show(state) {
    ranges = [...state.ranges].map(([name, [low, high]]) => ({
      name, column: at(name), from: low === "" ? -Infinity : Number(low), to: high === "" ? Infinity : Number(high),
    }));
    const choices = [...state.choices].map(([name, values]) => ({
      name, wanted: new Set(values.map((v) => number.get(`${name}:${v}`) ?? -1)),
    }));
    const words = plain(state.words).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
    question = { words, choices, ranges };
    const got = answer(data, question, facetOf, drawer.open);
    const orders = state.sort.map((name) => ({ column: at(name.replace("-", "")), reverse: name.startsWith("-") }));
    found = sorted(got.rows, orders, keyOf, (column) => columns[column].highFirst);
    from = state.from < found.length ? state.from : 0;
    if (drawer.open) tally(got.counts);
    draw();
    const filters = choices.length + ranges.length + words.length;
    status.textContent = found.length
      ? `${found.length} of ${total} methods${filters ? ` · ${filters} ${filters === 1 ? "filter" : "filters"}` : ""}`
      : advice(got.loosened);
    offer();
  }

  /** The filters that the words name, each with the works that it would leave; none that leaves nothing. */
  function offer() {
    const { words, choices } = question;
    const found = offers(names, words);
    const others = words.filter((word) => !found.some(({ met }) => met.includes(word)));
    const buttons = found.flatMap((one) => {
      const [name, value] = [one.box.name, number.get(one.box.dataset.token ?? "") ?? -1];
      const chosen = choices.find((c) => c.name === name)?.wanted ?? [];
      const asked = [...choices.filter((c) => c.name !== name), { name, wanted: new Set([...chosen, value]) }];
      const left = answer(data, { ...question, words: others, choices: asked }, facetOf, false).rows.length;
      return left ? [offerButton(one, left, input, words)] : [];
    });
    offered.hidden = !buttons.length;
    offered.replaceChildren(offered.children[0], ...buttons);
  }

  /** @param {Row} row @param {number} column */
  function keyOf({ method, point }, column) {
    const { id } = columns[column];
    if (id === "name" || id === "month" || id === "technique") return method[id] || null;
    if (id === "setting") return point.setting || null;
    if (id === "read") return point.icon || null;
    return cellOf(point, column, ranges)?.key ?? null;
  }

  /** @param {string} token @param {number} left */
  function count(token, left) {
    const box = boxOf.get(token);
    const place = box?.parentElement?.querySelector(".ls-count");
    if (!box || !place || place.textContent === String(left)) return;
    place.textContent = String(left);
    box.parentElement?.classList.toggle("ls-none", left === 0 && !box.checked);
  }

  /** Which filter to drop. @param {Map<string, number>} loosened */
  function advice(loosened) {
    const [name, left] = [...loosened].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
    if (!left) return "No method meets all of it. Drop several filters or words.";
    return `No method meets all of it. Without “${labelOf(name)}”: ${left}.`;
  }

  /** @param {string} name of a filter: a word, a column with a range, or a facet */
  function labelOf(name) {
    if (name.startsWith("word:")) return name.slice(5);
    const column = ranges.find((r) => r.name === name)?.column;
    if (column !== undefined) return columns[column].label;
    return boxes.filter((b) => b.name === name && b.checked).map((b) => b.dataset.label).join(" or ");
  }

  /** Put the window's rows into the table; all of them for print. @param {boolean} [whole] */
  function draw(whole) {
    const rows = whole ? found : found.slice(from, from + size);
    const hidden = heads.map((head) => Boolean(head.hidden));
    const made = (/** @type {Row[]} */ part) => part.map((row) => makeRow(row, (column) => cellOf(row.point, column, ranges), hidden));
    const body = table.tBodies[0];
    // Who has scrolled into the table keeps the place: a table that is short for a moment would lose it.
    const first = whole || table.getBoundingClientRect().top < 0 ? rows.length : AT_ONCE;
    const drawing = (drawn += 1);
    body.replaceChildren(...made(rows.slice(0, first)));
    table.ariaBusy = String(first < rows.length);
    if (first < rows.length) whenIdle(() => {
      if (drawing !== drawn) return;
      body.append(...made(rows.slice(first)));
      table.ariaBusy = "false";
    });
    pager.hidden = found.length <= size;
    const [place, previous, next] = pager.children;
    place.textContent = `Rows ${from + 1}–${Math.min(from + size, found.length)} of ${found.length}`;
    /** @type {HTMLButtonElement} */ (previous).disabled = from === 0;
    /** @type {HTMLButtonElement} */ (next).disabled = from + size >= found.length;
  }

  /** The rows found as records, with the columns that are shown. @returns {Line[]} */
  function lines() {
    return found.map(({ method, point }) => {
      /** @type {Line} */
      const line = {};
      columns.forEach(({ id, label }, column) => {
        if (heads[column].hidden) return;
        if (id === "name" || id === "month" || id === "technique") line[label] = method[id];
        else if (id === "setting") line[label] = point.setting || null;
        else if (id === "read") line[label] = point.mark || null;
        else {
          const cell = cellOf(point, column, ranges);
          line[label] = cell ? cell.text : null;
          line[`${label}: note`] = cell?.note || null;
        }
      });
      line.Variant = point.model || null;
      line.Address = new URL(`${base}methods/${method.slug}/${point.id && `#${point.id}`}`, location.href).href;
      return line;
    });
  }

  return { show, draw, lines, cited: () => new Set(found.map(({ method }) => method.cite)) };
}
