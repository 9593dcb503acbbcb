// Will it run on mine: a control rate and a memory limit, held in the address (?hz=30&gb=16), judge every
// point anew. The rows carry their bounds; the first row of a method in the order of help stands for it.

const form = /** @type {HTMLFormElement} */ (document.getElementById("runs-form"));
const table = /** @type {HTMLTableElement} */ (document.getElementById("runs-table"));
const strip = /** @type {HTMLElement} */ (document.getElementById("runs-strip"));
const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const [hz, gb] = [input("hz"), input("gb")];
const rateWords = (table.dataset.rates ?? "").split("|");
const memoryWords = (table.dataset.memories ?? "").split("|");
const rows = [...table.tBodies[0].rows].map((row) => {
  const value = (/** @type {string} */ name, /** @type {number} */ other) => Number(row.dataset[name] ?? other);
  const bounds = (/** @type {string} */ prefix, /** @type {number} */ best) => ({
    low: value(`${prefix}Low`, 0),
    high: value(`${prefix}High`, Infinity),
    best: value(`${prefix}Best`, best),
  });
  return { row, order: value("order", 0), rate: bounds("rate", -1), memory: bounds("memory", Infinity) };
});

/** @typedef {{ low: number, high: number, best: number }} Bounds */

/** @param {Bounds} b @param {number} wanted @returns {number} place in the verdicts on a rate */
const onRate = (b, wanted) => (b.low >= wanted ? 0 : b.best >= wanted ? 1 : b.high < wanted ? 3 : 2);

/** @param {Bounds} b @param {number} limit NaN = none @returns {number} place in the verdicts on memory */
function onMemory(b, limit) {
  if (Number.isNaN(limit)) return 2;
  return b.high <= limit ? 0 : b.low > limit ? 3 : b.best <= limit ? 1 : 2;
}

/** @param {string} name @param {string | number} text */
function say(name, text) {
  for (const place of document.querySelectorAll(`[data-say="${name}"]`)) place.textContent = `${text}`;
}

/** @param {number} wanted */
function draw(wanted) {
  const { low = "1", high = "100", left = "0", right = "100" } = strip.dataset;
  const within = Math.min(Math.max(wanted, Number(low)), Number(high));
  const share = Math.log(within / Number(low)) / Math.log(Number(high) / Number(low));
  const at = `${Number(left) + (Number(right) - Number(left)) * share}%`;
  for (const name of ["x1", "x2"]) document.getElementById("runs-wanted")?.setAttribute(name, at);
  const label = document.getElementById("runs-wanted-text");
  label?.setAttribute("x", at);
  if (label) label.textContent = `${wanted} Hz`;
}

function show() {
  const wanted = Number(hz.value) > 0 ? Number(hz.value) : Number(hz.defaultValue);
  const limit = Number(gb.value) > 0 ? Number(gb.value) : NaN;
  const judged = rows.map((r) => ({ ...r, rated: onRate(r.rate, wanted), fits: onMemory(r.memory, limit) }));
  judged.sort((a, b) => a.rated - b.rated || a.fits - b.fits || a.order - b.order);
  const seen = new Set();
  const rates = [0, 0, 0, 0];
  const memories = [0, 0, 0, 0];
  for (const { row, order, rated, fits } of judged) {
    const stands = !seen.has(row.dataset.slug);
    seen.add(row.dataset.slug);
    row.hidden = !stands;
    strip.querySelector(`[data-row="${order}"]`)?.classList.toggle("ls-out", !stands);
    rates[rated] += Number(stands);
    if (rated === 0) memories[fits] += Number(stands);
    const [rate, memory] = row.querySelectorAll("[data-verdict]");
    rate.textContent = rateWords[rated];
    memory.textContent = Number.isNaN(limit) || (fits === 2 && !row.dataset.memoryLow) ? "" : memoryWords[fits];
    row.cells[1].dataset.s = `${rated}`;
  }
  table.tBodies[0].append(...judged.map((j) => j.row));
  for (const head of table.tHead?.rows[0].cells ?? []) head.removeAttribute("aria-sort");
  rates.forEach((n, i) => say(`rate${i}`, n));
  memories.forEach((n, i) => say(`memory${i}`, n));
  say("hz", wanted);
  say("gb", limit);
  for (const part of document.querySelectorAll("[data-limited]")) part.toggleAttribute("hidden", Number.isNaN(limit));
  draw(wanted);
  const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById("runs-explorer"));
  if (link) link.search = link.search.replace(/rate=[^&]*/, `rate=${wanted}..`);
}

function restore() {
  const asked = new URL(location.href).searchParams;
  hz.value = Number(asked.get("hz")) > 0 ? `${asked.get("hz")}` : hz.defaultValue;
  gb.value = asked.get("gb") ?? gb.defaultValue;
  show();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const address = new URL(location.href);
  address.searchParams.set("hz", hz.value);
  address.searchParams.set("gb", gb.value);
  history.replaceState(null, "", address);
  show();
});
addEventListener("popstate", restore);
form.hidden = false;
restore();
