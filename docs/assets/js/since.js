// How many entries are new since the reader's last visit. The date stays in this browser and is sent nowhere.

const line = /** @type {HTMLAnchorElement} */ (document.getElementById("since"));
const KEY = "livingsurvey-visit";
const { newest = "", changes = "" } = line.dataset;

/** @typedef {{ on: string, seen: string }} Visit its day, and the time of the newest entry that it could see */
/** @typedef {{ added: { when: string }[] }} Month */

/** @param {Visit} visit */
async function tell({ on, seen }) {
  /** @type {{ months: Month[] }} */
  const { months } = await (await fetch(changes)).json();
  const count = months.flatMap((month) => month.added).filter((entry) => entry.when > seen).length;
  line.textContent = `${count} ${count === 1 ? "entry is" : "entries are"} new since your visit on ${on}`;
  line.hidden = count === 0;
}

try {
  // what this tab found first is kept while it is open: a reload is no new visit
  const before = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? "{}";
  const visit = /** @type {Visit} */ (JSON.parse(before));
  const seen = visit.seen > newest ? visit.seen : newest; // a frozen edition below the same origin is older
  sessionStorage.setItem(KEY, before);
  localStorage.setItem(KEY, JSON.stringify({ on: new Date().toISOString().slice(0, 10), seen }));
  if (visit.seen < newest) tell(visit).catch(() => {});
} catch {
  // storage is denied: nothing is remembered, nothing is told
}
