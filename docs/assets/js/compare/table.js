// What derive/comparability.py and compare.py do, on columns of text: all is plain equality. Tests hold both equal.

const APART = 5;
const BINARY = 1e-9; // 97.4 - 97.1 is above 0.3 in binary

/**
 * The strongest level, 1 to 5, on which two values may be compared; for 5, what is missing or differs.
 * @param {Compare.Entry} a
 * @param {Compare.Entry} b
 * @param {Compare.Words} words
 * @returns {Compare.Verdict}
 */
export function verdict(a, b, words) {
  /** @param {string[]} missing @param {string[]} differing */
  const apart = (missing, differing) => ({ level: APART, missing, differing });
  /** @param {number} level */
  const met = (level) => ({ level, missing: [], differing: [] });
  if (a.metric !== b.metric) return apart([], ["metric"]);
  const keys = words.metrics[a.metric].keys;
  const missing = keys.filter((_, i) => a.stated[i] === null || b.stated[i] === null);
  const differing = keys.filter((key, i) => !missing.includes(key) && a.stated[i] !== b.stated[i]);
  if (!a.ranked || !b.ranked) return apart(missing, differing);
  const oneSetup = a.setup !== null && a.setup === b.setup;
  if (oneSetup && differing.every((key) => words.treatment.includes(key))) return met(1);
  if (a.free !== null) return a.free === b.free ? met(4) : apart([], ["scope"]);
  if (missing.length + differing.length === 0) return toldApart(a, b) || toldApart(b, a) ? apart([], ["setting"]) : met(2);
  if (a.ratio !== null && a.ratio === b.ratio) return met(3);
  return apart(missing, differing);
}

/** Whether the source of one says that its comparison with the other is not of one setting. @param {Compare.Entry} a @param {Compare.Entry} b */
const toldApart = (a, b) => a.apart.includes(b.own) || a.apart.includes(b.own.split("/", 1)[0]);

/**
 * A verdict as a reader sees it.
 * @param {Compare.Verdict} found
 * @param {Compare.Words} words
 */
export function inWords({ level, missing, differing }, words) {
  if (level < APART) return words.levels[level - 1];
  const reasons = [
    ...differing.map((key) => `other ${words.keys[key] ?? key}`),
    ...missing.map((key) => `${words.keys[key] ?? key} not stated`),
  ];
  return `not comparable: ${reasons.join(", ") || "never ranked"}`;
}

/**
 * The value of another point that a value meets best, the first of equals.
 * @param {Compare.Entry} entry
 * @param {Compare.Entry[]} others
 * @param {Compare.Words} words
 */
function best(entry, others, words) {
  const weight = (/** @type {Compare.Verdict} */ v) => v.level * 100 + v.missing.length + v.differing.length;
  const same = others.filter((other) => other.metric === entry.metric);
  const met = same.map((other) => ({ other, found: verdict(entry, other, words) }));
  return met.sort((a, b) => weight(a.found) - weight(b.found))[0];
}

/** @param {number} value */
const number = (value) =>
  value.toLocaleString("en-US", { maximumFractionDigits: 12 }).replaceAll(",", "\u202f");

/**
 * A value against the reference's, where both are exact; empty where that says nothing.
 * @param {Compare.Entry} entry
 * @param {Compare.Entry} reference
 * @param {Compare.Metric} metric
 */
function change(entry, reference, metric) {
  const [a, b] = [entry.exact, reference.exact];
  if (a === null || b === null) return "";
  const size = Number(Math.abs(a - b).toFixed(2));
  if (a === b || (metric.difference && size === 0)) return "equal";
  if (!metric.difference && !(a > 0 && b > 0)) return "";
  const said = metric.difference
    ? `${a > b ? "+" : "−"}${number(size)}${metric.unit ? " points" : ""}`
    : `${number(Number((a / b).toPrecision(3)))}× the reference’s`;
  const spread = entry.spread + reference.spread;
  if (spread && Math.abs(a - b) - spread < BINARY) return `${said}, within the stated spread`;
  if (metric.better === "none") return said;
  return `${said}, ${a > b === (metric.better === "higher") ? "better" : "worse"}`;
}

/**
 * How many metrics compare, then how many on each level, then whether both are of one base.
 * @param {Compare.Point} point
 * @param {Compare.Point} reference
 * @param {Compare.Words} words
 */
function score(point, reference, words) {
  /** @type {Map<string, number>} */
  const levels = new Map();
  for (const entry of point.entries) {
    const level = words.metrics[entry.metric].measured ? best(entry, reference.entries, words)?.found.level : APART;
    if (level && level < APART) levels.set(entry.metric, Math.min(level, levels.get(entry.metric) ?? APART));
  }
  const on = [1, 2, 3, 4].map((level) => [...levels.values()].filter((v) => v === level).length);
  return [levels.size, ...on, Number(levels.size > 0 && point.base === reference.base)];
}

/**
 * The first of those with the highest score.
 * @template T
 * @param {T[]} candidates
 * @param {(candidate: T) => number[]} rate
 * @returns {{ top: T | undefined, score: number[] }}
 */
function highest(candidates, rate) {
  /** @type {{ top: T | undefined, score: number[] }} */
  let found = { top: undefined, score: [] };
  for (const top of candidates) {
    const rated = rate(top);
    const first = rated.findIndex((part, i) => part !== found.score[i]);
    if (!found.top || (first >= 0 && rated[first] > found.score[first])) found = { top, score: rated };
  }
  return found;
}

/**
 * The point of each column, the first being the reference: the asked one, else what compares best, else the headline.
 * @param {Compare.Column[]} columns
 * @param {(Compare.Point | undefined)[]} asked
 * @param {Compare.Words} words
 * @returns {(Compare.Point | undefined)[]}
 */
export function choose(columns, asked, words) {
  const open = columns.map(
    ({ points }, i) => [asked[i] ?? [...points].sort((a, b) => Number(b.headline) - Number(a.headline))].flat(),
  );
  const [reference, ...others] = open;
  const { top: first } = highest(reference, (candidate) => {
    const scores = others.map((points) => highest(points, (p) => score(p, candidate, words)).score);
    return [0, 1, 2, 3, 4, 5].map((i) => scores.reduce((sum, s) => sum + (s[i] ?? 0), 0));
  });
  if (!first) return open.map((points) => points[0]);
  return [first, ...others.map((points) => highest(points, (p) => score(p, first, words)).top)];
}

/** @param {Compare.Item} item @returns {Compare.Line} */
const bare = (item) => ({ item, verdict: "", level: 0 });

/**
 * @param {Compare.Entry} entry
 * @param {Compare.Entry[]} reference
 * @param {Compare.Words} words
 * @returns {Compare.Line}
 */
function line(entry, reference, words) {
  const met = best(entry, reference, words);
  if (!met) return bare(entry.item);
  const { found, other } = met;
  const how = found.level < APART && change(entry, other, words.metrics[entry.metric]);
  return { item: entry.item, verdict: inWords(found, words) + (how ? `: ${how}` : ""), level: found.level };
}

/**
 * @param {string[]} labels
 * @param {Record<string, string>[]} columns
 * @returns {Compare.Row[]}
 */
const texts = (labels, columns) =>
  labels.map((label) => ({
    label,
    unit: "",
    cells: columns.map((c) => (label in c ? [bare({ text: c[label] })] : [])),
  }));

/** @param {Compare.Row} row */
const holds = (row) => row.cells.some((cell) => cell.length);

/**
 * The table of some methods and their points, the first being the reference.
 * @param {Compare.Column[]} columns
 * @param {(Compare.Point | undefined)[]} points
 * @param {Compare.Words} words
 * @returns {Compare.Table}
 */
export function table(columns, points, words) {
  const none = { text: "none entered yet" };
  const titles = { label: "Operating point", unit: "", cells: points.map((p) => [bare(p?.title ?? none)]) };
  const sources = { label: "Source", unit: "", cells: points.map((p) => (p ? [bare(p.source)] : [])) };
  const numbers = Object.entries(words.metrics).map(([id, { label, unit }]) => {
    const [own, ...others] = points.map((p) => p?.entries.filter((e) => e.metric === id) ?? []);
    const against = others.map((cell) => cell.map((e) => line(e, own, words)));
    return { label, unit, cells: [own.map((e) => bare(e.item)), ...against] };
  });
  return {
    heads: columns.map(({ slug, name }) => ({ slug, name })),
    caption: caption(columns.map((c) => c.name), numbers),
    sections: [
      { title: "Work", blank: "–", rows: texts(words.facts, columns.map((c) => c.facts)).filter(holds) },
      { title: "Numbers", blank: "–", rows: [titles, ...[sources, ...numbers].filter(holds)] },
      {
        title: "Setting",
        blank: "not stated",
        rows: texts(words.settings, points.map((p) => p?.settings ?? {})).filter(holds),
      },
    ],
  };
}

/**
 * How many values may be compared, and what keeps the others apart.
 * @param {string[]} names
 * @param {Compare.Row[]} numbers
 */
function caption(names, numbers) {
  if (names.length === 1) return `${names[0]} alone.`;
  const lines = numbers.flatMap((row) => row.cells.flat()).filter((l) => l.level);
  /** @type {Map<string, number>} */
  const counts = new Map();
  const apart = lines.filter((l) => l.level === APART).map((l) => l.verdict.slice(l.verdict.indexOf(": ") + 2));
  for (const reason of apart.flatMap((words) => words.split(", "))) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const said = [...counts].sort((a, b) => b[1] - a[1]).map(([words, n]) => `${words} (${n})`);
  return (
    `Reference: ${names[0]}. Numbers beside one of its own: ${lines.length}, of which comparable: ` +
    `${lines.length - apart.length}.${said.length ? ` In the way: ${said.join(", ")}.` : ""}`
  );
}

/**
 * The table with only those numbers of which at least one can be compared.
 * @param {Compare.Table} whole
 * @returns {Compare.Table}
 */
export function comparable(whole) {
  const met = (/** @type {Compare.Row} */ row) => row.cells.flat().some((l) => l.level && l.level < APART);
  const sections = whole.sections.map((s) =>
    s.title === "Numbers" ? { ...s, rows: s.rows.filter((row, i) => i < 2 || met(row)) } : s,
  );
  return { ...whole, sections };
}
