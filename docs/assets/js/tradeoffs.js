// Trade-offs: of all figures, which are complete in the page, one is shown: benchmark, cost and class are
// chosen above it and kept in the address. plotly draws the one at hand when it is asked for.

/** @typedef {{ on: string, x: string, class: string }} Choice */

const form = /** @type {HTMLFormElement} */ (document.getElementById("choice"));
const status = /** @type {HTMLElement} */ (document.getElementById("choice-status"));
const empty = /** @type {HTMLElement} */ (document.getElementById("choice-empty"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
const [onSelect, xSelect, classSelect] = [...form.querySelectorAll("select")];
const costs = [...xSelect.options].map((o) => ({ x: o.value, label: o.text }));
const tests = new Map([...onSelect.options].map((o) => [o.value, o.text]));
const trades = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".ls-trade")]);
const plot = document.createElement("div");
plot.className = "ls-plot";
let interactive = false;
/** Takes the drawn figure away. @type {(() => void) | undefined} */
let undraw;

/** @param {ParentNode} trade */
const classesOf = (trade) => /** @type {HTMLElement[]} */ ([...trade.querySelectorAll(".ls-class")]);
/** @param {string} on @param {string} x */
const find = (on, x) => trades.find((t) => t.dataset.on === on && t.dataset.x === x);
/** @param {HTMLElement | undefined} trade */
const worksOf = (trade) => Number(trade?.dataset.works ?? 0);
/** @param {(trade: HTMLElement) => boolean} wanted */
const fullest = (wanted) =>
  trades.filter((t) => wanted(t) && classesOf(t).length).sort((a, b) => worksOf(b) - worksOf(a));
/** @param {Element | null | undefined} within @param {string} tag */
const textOf = (within, tag) => within?.querySelector(tag)?.textContent?.trim() ?? "";

/** What was done, for those who hear it; what went wrong, for all. @param {string} text @param {boolean} [seen] */
function say(text, seen = true) {
  status.textContent = text;
  status.classList.toggle("ls-sr", !seen);
}

/** A cost as it reads inside a sentence. @param {string} x */
const inside = (x) => (costs.find((c) => c.x === x)?.label ?? x).replace(/^[A-Z](?=[a-z])/, (a) => a.toLowerCase());

/** @param {Partial<Choice>} choice */
function address(choice) {
  const parts = Object.entries(choice).filter(([, value]) => value);
  return `?${parts.map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2F/g, "/")}`).join("&")}`;
}

/** What the address asks for: a figure by its anchor, else its three parts. @returns {Partial<Choice>} */
function asked() {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const trade = /** @type {HTMLElement | null} */ (target?.closest(".ls-trade") ?? null);
  if (trade) return { on: trade.dataset.on, x: trade.dataset.x, class: target?.dataset.class };
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** @param {HTMLSelectElement} select @param {[string, string][]} options @param {string} chosen */
function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value, false, value === chosen)));
  select.disabled = options.length < 2;
}

/** The fullest figures of the same test and of the same cost, as links. @param {string} on @param {string} x */
function nearest(on, x) {
  const same = (/** @type {"on" | "x"} */ key, /** @type {string} */ value) =>
    fullest((t) => t.dataset[key] === value).slice(0, 2);
  const list = document.createElement("ul");
  for (const trade of [...same("on", on), ...same("x", x)]) {
    const link = document.createElement("a");
    link.href = address({ on: trade.dataset.on, x: trade.dataset.x });
    link.textContent = `${textOf(trade, "h2")} (${worksOf(trade)})`;
    list.append(document.createElement("li"));
    list.lastElementChild?.append(link);
  }
  return list;
}

/**
 * Show what is wanted, or what comes closest; an unknown part falls to the first. Returns what is shown.
 * @param {Partial<Choice>} wanted
 * @returns {Choice}
 */
function show(wanted) {
  const on = tests.has(wanted.on ?? "") ? /** @type {string} */ (wanted.on) : onSelect.options[0].value;
  const first = trades[0].dataset;
  const offered = costs.filter((c) => (c.x === first.x) === (on === first.on));
  const best = fullest((t) => t.dataset.on === on)[0] ?? trades.find((t) => t.dataset.on === on);
  const x = offered.find((c) => c.x === wanted.x)?.x ?? best?.dataset.x ?? "";
  const trade = find(on, x);
  const classes = trade ? classesOf(trade) : [];
  const section = classes.find((c) => c.dataset.class === wanted.class) ?? classes[0];
  const chosen = { on, x, class: section?.dataset.class ?? "" };
  onSelect.value = on;
  fill(xSelect, offered.map((c) => [c.x, `${c.label} (${worksOf(find(on, c.x))})`]), x);
  fill(classSelect, classes.map((c) => [c.dataset.class ?? "", textOf(c, "h3")]), chosen.class);
  for (const one of trades) one.hidden = one !== trade;
  for (const one of classes) one.hidden = one !== section;
  empty.hidden = section !== undefined;
  button.disabled = section === undefined;
  empty.replaceChildren("Nearest figures:", nearest(on, x));
  if (section) say(`${textOf(trade, "h2")}. ${textOf(section, "h3")}.`, false);
  else if (trade) say("No figure: what is stated here stands alone, or lacks what a comparison needs.");
  else say(`No figure: no work with a result on ${tests.get(on)} states ${inside(x)} for the same point.`);
  paint(section);
  return chosen;
}

/** Draw the shown figure by plotly, if that was asked for. @param {HTMLElement | undefined} section */
async function paint(section) {
  undraw?.();
  undraw = undefined;
  plot.remove();
  for (const covered of document.querySelectorAll("svg.ls-scatter[hidden]")) covered.removeAttribute("hidden");
  const svg = /** @type {SVGElement | null | undefined} */ (section?.querySelector("svg.ls-scatter"));
  if (!interactive || !svg) return;
  try {
    const { drawFigure } = await import("./tradeoffs-plot.js");
    if (section?.hidden) return;
    svg.before(plot);
    svg.setAttribute("hidden", "");
    undraw = await drawFigure(svg, plot, form.dataset.plotly ?? "");
  } catch (error) {
    plot.remove();
    svg.removeAttribute("hidden");
    toggle(false);
    say(`${error instanceof Error ? error.message : error}. The picture and the list show the same points.`);
  }
}

/** @param {boolean} on */
function toggle(on) {
  interactive = on;
  button.setAttribute("aria-pressed", String(on));
}

/** Show what the address asks for. */
function restore() {
  const wanted = asked();
  const shown = show(wanted);
  const gone = /** @type {(keyof Choice)[]} */ (["on", "x", "class"]).some((k) => wanted[k] && wanted[k] !== shown[k]);
  if (gone) say(`What the address names is not here. Shown instead: ${status.textContent}`);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** @param {Partial<Choice>} wanted */
const choose = (wanted) => history.pushState(null, "", address(show(wanted)));

onSelect.addEventListener("change", () => choose({ on: onSelect.value, x: xSelect.value }));
xSelect.addEventListener("change", () => choose({ on: onSelect.value, x: xSelect.value }));
classSelect.addEventListener("change", () =>
  choose({ on: onSelect.value, x: xSelect.value, class: classSelect.value }),
);
empty.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(Object.fromEntries(new URL(link.href).searchParams));
  onSelect.focus();
});
button.addEventListener("click", () => {
  toggle(!interactive);
  paint(classesOf(document).find((c) => !c.hidden && !c.closest(".ls-trade")?.hasAttribute("hidden")));
});
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("popstate", restore);
toggle(false);
restore();
delete document.documentElement.dataset.choosing;
