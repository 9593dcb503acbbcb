// The comparison's page: methods chosen by name, the state in the address, one table, exports.

import { choose, comparable, table } from "./table.js";


const MOST = 6;
const FAILED = "The numbers could not be loaded. Reload the page to try again.";
/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (byId("chooser"));
const field = /** @type {HTMLInputElement} */ (byId("add"));
const only = /** @type {HTMLInputElement} */ (byId("only"));
const result = byId("result");
const root = new URL(form.dataset.root ?? "", location.href);
const options = [.../** @type {HTMLSelectElement} */ (byId("first")).options].slice(1);
const names = new Map(options.map((o) => [o.value, o.text]));

/** @type {{ slug: string, point: string }[]} */
let chosen = [];
let reference = "";
let note = "";
let turn = 0;
/** @type {Compare.Table | undefined} */
let shown;

/** @type {Map<string, Promise<any>>} */
const loaded = new Map();
/** @param {string} path below compare/ */
function load(path) {
  const asked = loaded.get(path) ?? get(`compare/${path}`).then((answer) => answer.json());
  loaded.set(path, asked);
  asked.catch(() => loaded.delete(path));
  return asked;
}

/** @param {string} path below the root */
async function get(path) {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(path);
  return answer;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {string} text */
const say = (text) => {
  byId("said").textContent = text;
};

/** Take the state from the address; what it holds wrongly is said. */
async function restore() {
  try {
    /** @type {Compare.Words} */
    const words = await load("words.json");
    const asked = new URL(location.href).searchParams;
    const parts = asked.getAll("m").flatMap((m) => m.split(/[\s,]+/)).filter(Boolean);
    const present = (/** @type {string} */ slug) => (Object.hasOwn(words.former, slug) ? words.former[slug] : slug);
    const all = new Map(parts.map((part) => part.split(":")).map(([slug, point = ""]) => [present(slug), point]));
    const [known, unknown] = [true, false].map((is) => [...all.keys()].filter((slug) => names.has(slug) === is));
    chosen = known.slice(0, MOST).map((slug) => ({ slug, point: all.get(slug) ?? "" }));
    reference = present(asked.get("ref") ?? "");
    only.checked = asked.has("only");
    note = unknown.length ? `No method here is called “${unknown.join("”, “")}”. ` : "";
    if (known.length > MOST) note += `At most ${MOST} methods: the first ${MOST} of ${known.length} are shown. `;
  } catch {
    return say(FAILED);
  }
  return show();
}

/** Put the state into the address, as a step that Back undoes, and show it. */
function go() {
  const parts = [];
  if (chosen.length) parts.push(`m=${chosen.map((c) => c.slug + (c.point && `:${c.point}`)).join()}`);
  if (chosen.findIndex((c) => c.slug === reference) > 0) parts.push(`ref=${reference}`);
  if (only.checked) parts.push("only");
  history.pushState(null, "", location.pathname + (parts.length ? `?${parts.join("&")}` : ""));
  note = "";
  return show();
}

async function show() {
  const mine = ++turn;
  try {
    const all = await Promise.all([load("words.json"), ...chosen.map((c) => load(`data/${c.slug}.json`))]);
    if (mine === turn) paint(all[0], all.slice(1));
  } catch {
    if (mine === turn) say(FAILED);
  }
}

/** @param {Compare.Words} words @param {Compare.Column[]} columns */
function paint(words, columns) {
  const first = Math.max(0, chosen.findIndex((c) => c.slug === reference));
  /** @template T @param {T[]} list */
  const inOrder = (list) => [...list.slice(first, first + 1), ...list.slice(0, first), ...list.slice(first + 1)];
  const asked = columns.map((c, i) => c.points.find((p) => [p.id, ...p.former].includes(chosen[i].point)));
  const strange = chosen.filter((c, i) => c.point && !asked[i]).map((c) => c.point);
  listChosen(columns, first, asked.map((p) => p?.id ?? ""));
  shown = undefined;
  if (columns.length) {
    const ordered = inOrder(columns);
    const whole = table(ordered, choose(ordered, inOrder(asked), words), words);
    shown = only.checked ? comparable(whole) : whole;
    draw(shown);
  }
  byId("comparison-caption").textContent =
    shown?.caption ?? "Nothing is chosen yet. Add a method above, or open a ready pair below.";
  result.hidden = byId("exports").hidden = !shown;
  if (strange.length) note += `No operating point is called “${strange.join("”, “")}”. `;
  say(note + (["", "Add a second method to compare with."][columns.length] ?? `${columns.length} methods`));
}

/** @param {Compare.Column[]} columns @param {number} first @param {string[]} asked */
function listChosen(columns, first, asked) {
  const focused = document.activeElement?.getAttribute("data-key");
  const items = columns.map(({ slug, name, points }, i) => {
    /** @param {string} words @param {() => void} action */
    const button = (words, action) => {
      const made = element("button", { type: "button", "data-key": slug + words, "aria-label": `${words}: ${name}` }, words);
      made.addEventListener("click", () => {
        action();
        go();
      });
      return made;
    };
    const select = element("select", { "data-key": slug, "aria-label": `Operating point of ${name}` });
    select.append(new Option("the point that compares best", ""), ...points.map((p) => new Option(p.label, p.id)));
    select.value = asked[i];
    select.addEventListener("change", () => {
      chosen[i].point = select.value;
      go();
    });
    return element(
      "li",
      {},
      element("b", {}, name),
      points.length ? select : "no operating point is entered yet",
      i === first
        ? element("span", { class: "ls-tag" }, "reference")
        : button("Make reference", () => {
            reference = slug;
          }),
      ...(i ? [button("Move up", () => chosen.splice(i - 1, 0, ...chosen.splice(i, 1)))] : []),
      button("Remove", () => chosen.splice(i, 1)),
    );
  });
  byId("chosen").replaceChildren(...items);
  const again = [...byId("chosen").querySelectorAll("[data-key]")].find((e) => e.getAttribute("data-key") === focused);
  if (focused) /** @type {HTMLElement} */ (again ?? field).focus();
}

/** @param {Compare.Line} line */
function drawnLine({ item: { text, href, mark, note }, verdict, level }) {
  const made = element("div");
  made.append(href ? element("a", { href: new URL(href, root).href }, text) : text);
  if (mark) {
    const [icon, words] = mark;
    made.append(" ", element("span", { class: `ls-mark ls-mark--${icon}`, role: "img", "aria-label": words, title: words }));
  }
  if (note) made.append(" ", element("small", {}, note));
  if (verdict) made.append(" ", element("small", { class: `ls-verdict ls-verdict--${level}` }, verdict));
  return made;
}

/** The same elements as templates/partials/compare.html. @param {Compare.Table} shown */
function draw({ heads, sections }) {
  const head = element("tr", {}, element("td"));
  for (const { slug, name } of heads) {
    const link = element("a", { href: new URL(`methods/${slug}/`, root).href }, name);
    head.append(element("th", { scope: "col" }, link));
  }
  head.children[1].append(" ", element("small", {}, "reference"));
  const bodies = sections.map(({ title, blank, rows }) => {
    const group = element("th", { scope: "rowgroup", colspan: `${heads.length + 1}` }, element("span", {}, title));
    const lines = rows.map(({ label, unit, cells }) => {
      const named = element("th", { scope: "row" }, label, ...(unit ? [" ", element("small", {}, unit)] : []));
      const empty = element("span", { class: "ls-blank" }, blank);
      const made = cells.map((c) => element("td", {}, ...(c.length ? c.map(drawnLine) : [empty.cloneNode(true)])));
      return element("tr", {}, named, ...made);
    });
    return element("tbody", {}, element("tr", { class: "ls-group" }, group), ...lines);
  });
  byId("comparison").replaceChildren(element("thead", {}, head), ...bodies);
}

/** Take the method that the field names: by its name, its address, or the only name that begins so. */
function add() {
  const typed = field.value.trim().toLowerCase();
  /** @param {(slug: string, name: string) => boolean} test */
  const those = (test) => [...names.keys()].filter((slug) => test(slug, (names.get(slug) ?? "").toLowerCase()));
  const begins = those((_, name) => name.startsWith(typed));
  const slug = [
    ...those((slug, name) => [slug, `${name} (${slug})`].includes(typed)),
    ...those((_, name) => name === typed),
    ...(begins.length === 1 ? begins : []),
  ][0];
  if (!slug || !typed) return say(`No method here is called “${field.value}”.`);
  if (chosen.some((c) => c.slug === slug)) return say(`${names.get(slug)} is chosen already.`);
  if (chosen.length >= MOST) return say(`At most ${MOST} methods: remove one first.`);
  chosen.push({ slug, point: "" });
  field.value = "";
  return go();
}

/** @param {string} kind @param {Compare.Table} shown */
async function save(kind, shown) {
  let text = "";
  if (kind === "bib") {
    const files = shown.heads.map(async ({ slug }) => (await get(`methods/${slug}/${slug}.bib`)).text());
    text = [...new Set(await Promise.all(files))].join("\n");
  } else {
    text = (await import("./exports.js"))[/** @type {"csv" | "md" | "tex"} */ (kind)](shown, location.href);
  }
  (await import("../saving.js")).save(text, "text/plain", `comparison.${kind}`);
}

byId("exports").addEventListener("click", async ({ target }) => {
  const kind = target instanceof HTMLButtonElement && target.value;
  if (!kind || !shown) return;
  try {
    if (kind !== "link") return await save(kind, shown);
    await navigator.clipboard.writeText(location.href);
    say("The link is copied.");
  } catch {
    say(kind === "link" ? "Copy the address of this page from the address bar." : "The export failed. Try again.");
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  add();
});
field.addEventListener("input", (event) => {
  // a choice from the list of names is no typing
  if (!(event instanceof InputEvent) || event.inputType === "insertReplacementText") add();
});
only.addEventListener("change", go);
addEventListener("popstate", restore);

const all = [...names.values()];
byId("names").append(
  ...[...names].map(([slug, name]) => new Option("", all.indexOf(name) === all.lastIndexOf(name) ? name : `${name} (${slug})`)),
);
byId("scriptless").hidden = true;
restore();
