// Which methods a question finds, by which of their points, in which order, and what each other choice would find.
// A method is found only if one single point meets every filter; filters of a work are met by all of its points.

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Method} Method */
/** @typedef {import("./data.js").Point} Point */
/** @typedef {{ column: number, reverse: boolean }} Order */
/** @typedef {{ name: string, wanted: Set<number> }} Choice a facet and its chosen tokens, of which a point needs one */
/** @typedef {{ name: string, column: number, from: number, to: number }} Range */
/** @typedef {{ words: string[], choices: Choice[], ranges: Range[] }} Question */
/** @typedef {{ method: Method, point: Point, more: number }} Row the first point that meets all, and how many more do */
/**
 * @typedef {object} Answer
 * @property {Row[]} rows by name
 * @property {Map<number, number>} counts token -> methods found if it were (also) chosen in its facet; empty if not asked for
 * @property {Map<string, number>} loosened filter -> methods found without it
 */

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * One pass over all points. Each filter is a bit; a point that lacks one bit only would be found without it.
 * @param {Data} data
 * @param {Question} asked
 * @param {(token: number) => string} facetOf
 * @param {boolean} [counting] whether the counts are wanted: they take longer than the rest
 * @returns {Answer}
 */
export function answer(data, asked, facetOf, counting = true) {
  const names = [...asked.words.map((w) => `word:${w}`), ...asked.choices.map((c) => c.name), ...asked.ranges.map((r) => r.name)];
  const bitOf = new Map(names.map((name, bit) => [name, 1 << bit]));
  const all = (1 << names.length) - 1;
  const facetBit = data.tokens.map((_, token) => bitOf.get(facetOf(token)) ?? 0);
  const tokenBit = data.tokens.map(() => 0);
  for (const { name, wanted } of asked.choices) for (const token of wanted) tokenBit[token] = bitOf.get(name) ?? 0;
  /** @type {Row[]} */
  const rows = [];
  const counts = new Map();
  const loosened = new Map(names.map((name) => [name, 0]));
  const counted = data.tokens.map(() => -1);
  data.methods.forEach((method, index) => {
    const ofWords = asked.words.reduce((met, word, bit) => (method.text.includes(word) ? met | (1 << bit) : met), 0);
    /** @type {Row | undefined} */
    let row;
    let almost = 0;
    for (const point of method.points) {
      let met = ofWords;
      for (const token of point.tokens) met |= tokenBit[token];
      for (const range of asked.ranges) if (inside(point, range)) met |= bitOf.get(range.name) ?? 0;
      const missing = all & ~met;
      if (missing & (missing - 1)) continue;
      almost |= missing;
      if (!missing && row) row.more += 1;
      if (!missing && !row) rows.push((row = { method, point, more: 0 }));
      for (const token of counting ? point.tokens : []) {
        if (counted[token] === index || (missing && missing !== facetBit[token])) continue;
        counted[token] = index;
        counts.set(token, (counts.get(token) ?? 0) + 1);
      }
    }
    for (const name of names) if (row || almost & (bitOf.get(name) ?? 0)) loosened.set(name, (loosened.get(name) ?? 0) + 1);
  });
  return { rows, counts, loosened };
}

/** @param {Point} point @param {Range} range */
const inside = (point, { column, from, to }) =>
  point.cells.some((c) => c.column === column && c.key !== null && c.key >= from && c.key <= to);

/**
 * The cell that a row shows in a column: of several rates the one that the range asks for.
 * @param {Point} point
 * @param {number} column
 * @param {Range[]} ranges
 */
export function cellOf(point, column, ranges) {
  const cells = point.cells.filter((c) => c.column === column);
  const range = cells.length > 1 && ranges.find((r) => r.column === column);
  return (range && cells.find((c) => c.key !== null && c.key >= range.from && c.key <= range.to)) || cells[0];
}

/**
 * Rows in order; blanks last both ways, ties as they were.
 * @param {Row[]} rows
 * @param {Order[]} orders the first decides
 * @param {(row: Row, column: number) => string | number | null} keyOf null is a blank
 * @param {(column: number) => boolean} highFirst
 */
export function sorted(rows, orders, keyOf, highFirst) {
  const keyed = rows.map((row) => ({ row, keys: orders.map(({ column }) => keyOf(row, column)) }));
  const downwards = orders.map(({ column, reverse }) => highFirst(column) !== reverse);
  keyed.sort((a, b) => {
    for (let i = 0; i < orders.length; i++) {
      const [x, y] = [a.keys[i], b.keys[i]];
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1;
        continue;
      }
      const order = typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y));
      if (order) return downwards[i] ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}
