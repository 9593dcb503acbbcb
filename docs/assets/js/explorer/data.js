// What the explorer knows: every method with a row for each of its points, as explorer.json holds them.

/** @typedef {{ column: number, text: string, note: string, key: number | null, derived: boolean, anchor: string }} Cell */
/** @typedef {{ id: string, model: string, setting: string, mark: string, icon: string, tokens: number[], cells: Cell[] }} Point */
/**
 * @typedef {object} Method
 * @property {string} slug
 * @property {string} name
 * @property {string} month
 * @property {string} technique
 * @property {string} pillar
 * @property {string} cite
 * @property {string} text what words find it by, plain
 * @property {Point[]} points the headline first
 */
/** @typedef {{ tokens: string[], methods: Method[] }} Data */

/** As words are compared: small, and in one of two spellings. @param {string} text */
export const plain = (text) => text.toLowerCase().replaceAll("isation", "ization");

/** @param {string} address @returns {Promise<Data>} */
export async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return decoded(await answer.json());
}

/**
 * The file's lists by name: export/explorer.py says what stands where.
 * @param {{ words: string[], tokens: string[], methods: any[][] }} file
 * @returns {Data}
 */
export function decoded({ words, tokens, methods }) {
  const cell = (/** @type {any[]} */ [column, text, note = 0, key = "", derived = 0, anchor = ""]) => ({
    column, text, note: words[note], key: key === "" ? Number(text) : key, derived: Boolean(derived), anchor,
  });
  return {
    tokens,
    methods: methods.map(([slug, name, month, technique, pillar, cite, text, ofWork, points]) => ({
      slug, name, month, technique: words[technique], pillar: words[pillar], cite,
      text: plain(`${name} ${words[technique]} ${text}`),
      points: points.map((/** @type {any[]} */ [id, model, setting, mark, icon, ofPoint, cells]) => ({
        id, model: words[model], setting: words[setting], mark: words[mark], icon: words[icon],
        tokens: [...ofWork, ...ofPoint], cells: cells.map(cell),
      })),
    })),
  };
}
