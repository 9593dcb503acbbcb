// The explorer: the first rows stand in the page; whatever is asked of it is answered by explorer/table.js,
// which comes, with its data, on first use. The address holds the whole view.

import * as address from "./explorer/address.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.ls-filter"));
const table = /** @type {HTMLTableElement} */ (document.getElementById("methods"));
const words = /** @type {HTMLInputElement} */ (form.elements.namedItem("words"));
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const heads = [...table.tHead?.rows[0].cells ?? []];
const columns = heads.map((head) => ({
  id: head.dataset.column ?? "", label: head.dataset.label ?? "", shown: !head.hidden, highFirst: head.dataset.better === "higher",
}));
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-token]")]);
const facets = [...new Set(boxes.map((box) => box.name))];
const bounds = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-bound]")]);
const ranged = [...new Set(bounds.map((input) => input.name))];
/** As many columns as stand side by side on a desk; more scroll sideways. */
const FIT = columns.filter((c) => c.shown).length;
const choosers = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-show]")]);
const orders = [...form.querySelectorAll("select")];
const size = Number(form.dataset.window);
const base = form.dataset.base ?? "";
/** The order in which the rows come: newest first. */
const UNASKED = "month";
const compared = new Set(/** @type {string[]} */ ([]));
let from = 0;
/** What the address names and the survey does not have. @type {string[]} */
let unknown = [];

/** @typedef {Awaited<ReturnType<typeof import("./explorer/table.js").answers>>} Answers */
/** @type {Promise<Answers> | undefined} */
let loading;
/** @type {Answers | undefined} */
let answers;
let calls = 0;

/** @param {string} id */
const shownAtFirst = (id) => columns.find((c) => c.id === id)?.shown;

/** The view as the controls show it. */
function present() {
  const state = address.blank();
  state.words = words.value;
  for (const box of boxes) {
    if (!box.checked) continue;
    const value = (box.dataset.token ?? "").slice(box.name.length + 1);
    state.choices.set(box.name, [...state.choices.get(box.name) ?? [], value]);
  }
  for (const name of ranged) {
    const [low, high] = bounds.filter((b) => b.name === name).map((b) => b.value);
    if (low || high) state.ranges.set(name, [low, high]);
  }
  state.sort = orders.map((s) => s.value).filter(Boolean);
  state.columns = choosers.filter((box) => box.checked !== shownAtFirst(box.name)).map((box) => (box.checked ? box.name : `-${box.name}`));
  state.from = from;
  state.compared = [...compared];
  return state;
}

/** Set the controls to what the address says; what it says wrongly is passed over, unknown choices are told. */
function restore() {
  const state = address.read(new URL(location.href).searchParams, facets, ranged);
  words.value = state.words;
  unknown = [...state.choices].flatMap(([name, values]) => values.filter((v) => !boxes.some((b) => b.dataset.token === `${name}:${v}`)));
  for (const box of boxes) box.checked = (state.choices.get(box.name) ?? []).some((v) => `${box.name}:${v}` === box.dataset.token);
  for (const name of ranged) {
    bounds.filter((b) => b.name === name).forEach((b, end) => (b.value = state.ranges.get(name)?.[end] ?? ""));
  }
  orders.forEach((select, i) => {
    const asked = state.sort[i] ?? "";
    select.value = [...select.options].some((o) => o.value === asked) ? asked : "";
  });
  for (const box of choosers) {
    box.checked = shownAtFirst(box.name) ? !state.columns.includes(`-${box.name}`) : state.columns.includes(box.name);
  }
  from = state.from - (state.from % size);
  compared.clear();
  for (const slug of state.compared) compared.add(slug);
  tick();
  tell(present());
  if (answers || address.written(state)) update();
}

/** Tick the rows that are chosen to be compared; the link to their comparison. */
function tick() {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (table.querySelectorAll("[data-compare]"))) {
    box.checked = compared.has(box.dataset.compare ?? "");
  }
  const link = /** @type {HTMLAnchorElement} */ (document.getElementById("compare"));
  link.hidden = compared.size < 2;
  link.textContent = compared.size > 6 ? "Compare the first 6" : `Compare ${compared.size}`;
  link.href = `${base}compare/?m=${[...compared].slice(0, 6).join(",")}`;
}

/** Load what answers, once; a failure may be tried again. */
function load() {
  loading ??= import("./explorer/table.js").then((module) => module.answers(form, table, columns, compared));
  loading.catch(() => (loading = undefined));
  return loading;
}

/** Make head, facets and rows what the controls say by then; of several calls that wait, the last one does. */
async function update() {
  const call = (calls += 1);
  try {
    answers = await load();
  } catch {
    status.textContent = "The filters could not be loaded. Try again, or use the plain list.";
    return;
  }
  if (call !== calls) return;
  const state = present();
  mark(state);
  answers.show(state);
  if (unknown.length) status.append(` · not known here: ${unknown.join(", ").slice(0, 80)}`);
}

/** Which columns there are, on which one the rows are sorted, how much is chosen. @param {address.State} state */
function mark(state) {
  const [first = UNASKED] = state.sort;
  heads.forEach((head, i) => {
    const { id, highFirst } = columns[i];
    head.removeAttribute("aria-sort");
    if (first.replace("-", "") === id) head.ariaSort = highFirst !== first.startsWith("-") ? "descending" : "ascending";
    const chooser = choosers.find((box) => box.name === id);
    if (chooser) head.hidden = !chooser.checked;
  });
  table.parentElement?.classList.toggle("ls-fits", heads.filter((head) => !head.hidden).length <= FIT);
  for (const facet of form.querySelectorAll("[data-facet]")) {
    const chosen = facet.querySelectorAll("input:checked").length;
    /** @type {HTMLElement} */ (facet.querySelector("[data-chosen]")).textContent = chosen ? String(chosen) : "";
  }
  tell(state);
}

/** The filters in force, and whether there is anything to clear: before the rows, which come later. @param {address.State} state */
function tell(state) {
  /** @type {HTMLElement} */ (form.querySelector("[data-clear]")).hidden = !address.written(state);
  const chips = [
    ...boxes.filter((box) => box.checked).map((box) => chip(`${titleOf(box)}: ${box.dataset.label}`, () => (box.checked = false))),
    ...[...state.ranges].map(([name, [low, high]]) => {
      const label = columns.find((c) => c.id === name)?.label ?? name;
      const text = low && high ? `${label} ${low} to ${high}` : low ? `${label} from ${low}` : `${label} to ${high}`;
      return chip(text, () => bounds.filter((b) => b.name === name).forEach((b) => (b.value = "")));
    }),
  ];
  const place = /** @type {HTMLElement} */ (form.querySelector(".ls-chips"));
  place.replaceChildren(...chips);
  place.hidden = chips.length === 0;
}

/** The facet of a choice. @param {HTMLInputElement} box */
const titleOf = (box) => box.closest("[data-facet]")?.querySelector("summary")?.firstChild?.textContent?.trim();

/** A filter in force, to be taken away by a press. @param {string} label @param {() => void} drop */
function chip(label, drop) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${label} ×`;
  button.ariaLabel = `Drop the filter ${label}`;
  button.addEventListener("click", () => {
    drop();
    from = 0;
    changed();
    words.focus();
  });
  return button;
}

/** The controls changed: the address follows. @param {boolean} [step] worth a step of the Back button */
function changed(step = true) {
  unknown = [];
  const there = location.pathname + address.written(present());
  if (there !== location.pathname + location.search) history[step ? "pushState" : "replaceState"](null, "", there);
  return update();
}

/** A column's head: its better end first, then the other, then the order unasked. @param {string} id @param {boolean} further behind the present order */
function sortBy(id, further) {
  const place = further && orders[0].value && orders[0].value.replace("-", "") !== id ? 1 : 0;
  const now = orders[place].value || (place ? "" : UNASKED);
  if (!further) orders[1].value = "";
  orders[place].value = now === id ? `-${id}` : now === `-${id}` ? "" : id;
  from = 0;
  changed();
}

/** @param {number} step */
async function turn(step) {
  from = Math.max(0, from + step);
  await changed();
  table.scrollIntoView({ block: "start" });
}

/** @type {Record<string, (known: Answers) => Promise<void> | void>} */
const actions = {
  clear() {
    history.pushState(null, "", location.pathname);
    restore();
    words.focus();
  },
  copy: () => navigator.clipboard.writeText(location.href).then(
    () => void (status.textContent = "The address of this view is copied."),
    () => void (status.textContent = location.href),
  ),
  csv: async (known) => (await import("./explorer/files.js")).saveCsv(known.lines()),
  json: async (known) => (await import("./explorer/files.js")).saveJson(known.lines()),
  bibtex: async (known) => (await import("./explorer/files.js")).saveBibtex(`${base}api/v1/references.bib`, known.cited()),
  print: () => print(),
  previous: () => turn(-size),
  next: () => turn(size),
};

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-do]");
  if (!(button instanceof HTMLElement)) return;
  if (!answers) await update();
  try {
    if (answers) await actions[button.dataset.do ?? ""](answers);
  } catch {
    status.textContent = "That could not be loaded. Try again.";
  }
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
form.addEventListener("input", (event) => {
  from = 0;
  changed(event.target instanceof HTMLSelectElement || (event.target instanceof HTMLInputElement && event.target.type === "checkbox"));
});
table.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.dataset.compare) return;
  compared[box.checked ? "add" : "delete"](box.dataset.compare);
  history.replaceState(null, "", location.pathname + address.written(present()));
  tick();
  mark(present());
});
addEventListener("popstate", restore);
addEventListener("beforeprint", () => answers?.draw(true));
addEventListener("afterprint", () => answers?.draw());
addEventListener("keydown", (event) => {
  const busy = event.target instanceof HTMLElement && event.target.closest("input, select, textarea");
  if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    event.stopImmediatePropagation();
    words.focus();
  }
}, true);
heads.forEach((head, i) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", (event) => sortBy(columns[i].id, event.shiftKey));
  head.append(button);
});
restore();
