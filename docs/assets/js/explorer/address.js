// The view as an address: ?words=token+cache&device=a,b&latency=..50&sort=-success,latency&columns=memory,-month&from=100&compare=a,b
// Words are not called q: the theme opens its own search on ?q=.

/** @typedef {{ words: string, choices: Map<string, string[]>, ranges: Map<string, [string, string]>, sort: string[], columns: string[], from: number, compared: string[] }} State */

/** @returns {State} */
export const blank = () => ({ words: "", choices: new Map(), ranges: new Map(), sort: [], columns: [], from: 0, compared: [] });

/**
 * @param {URLSearchParams} asked
 * @param {string[]} facets
 * @param {string[]} ranged columns that take a range
 * @returns {State}
 */
export function read(asked, facets, ranged) {
  const list = (/** @type {string} */ name) => (asked.get(name) ?? "").split(",").filter(Boolean);
  const state = blank();
  state.words = asked.get("words") ?? "";
  for (const facet of facets) if (list(facet).length) state.choices.set(facet, list(facet));
  for (const name of ranged) {
    const [from, to = ""] = (asked.get(name) ?? "").split("..");
    const numbers = /** @type {[string, string]} */ ([from, to].map((n) => (n.trim() && isFinite(Number(n)) ? n.trim() : "")));
    if (numbers[0] || numbers[1]) state.ranges.set(name, numbers);
  }
  state.sort = list("sort");
  state.columns = list("columns");
  state.from = Math.max(0, Math.floor(Number(asked.get("from")) || 0));
  state.compared = list("compare").filter((slug) => /^[a-z0-9-]+$/.test(slug));
  return state;
}

/** @param {State} state */
export function written(state) {
  const found = new URLSearchParams();
  if (state.words.trim()) found.set("words", state.words.trim());
  for (const [facet, tokens] of state.choices) if (tokens.length) found.set(facet, tokens.join(","));
  for (const [name, [from, to]] of state.ranges) if (from || to) found.set(name, `${from}..${to}`);
  if (state.sort.length) found.set("sort", state.sort.join(","));
  if (state.columns.length) found.set("columns", state.columns.join(","));
  if (state.from) found.set("from", String(state.from));
  if (state.compared.length) found.set("compare", state.compared.join(","));
  const text = found.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return text && `?${text}`;
}
