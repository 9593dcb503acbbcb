// A figure drawn by plotly: the library comes from our own origin, and only when it is asked for.

/** The tools, named one by one: the library's own choice would offer to send the figure to another origin. */
const CONFIG = {
  responsive: true,
  displaylogo: false,
  modeBarButtons: [["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
};
/** @type {Promise<any> | undefined} */
let library;

/** Load plotly once. @param {string} address @returns {Promise<any>} */
function plotly(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(/** @type {any} */ (window).Plotly);
    script.onerror = () => reject(new Error("the figure could not be loaded"));
    document.head.append(script);
  });
  library.catch(() => (library = undefined));
  return library;
}

/** plotly reads a few HTML tags in labels: contributed text gets none. @param {string} text */
export const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Words in lines, so that a label fits on a phone. @param {string} words @param {number} [longest] */
export function inLines(words, longest = 40) {
  const lines = [""];
  for (const word of words.split(" ")) {
    if (lines[lines.length - 1].length + word.length > longest) lines.push("");
    lines[lines.length - 1] += `${word} `;
  }
  return lines.map((line) => line.trim()).filter(Boolean).join("<br>");
}

/**
 * What is drawn, made anew for the colours of the page as it looks now; `value` reads a CSS variable.
 * @typedef {(value: (name: string) => string) => { data: any[], layout: any }} Make
 */

/** The style of the page, read now. @param {string} name */
const value = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();

/** @param {Make} make @returns {[any[], any]} */
function dressed(make) {
  const { data, layout } = make(value);
  const axis = { gridcolor: value("--ls-line"), color: value("--ls-ink"), zerolinecolor: value("--ls-line") };
  return [
    data,
    {
      ...layout,
      autosize: true,
      hovermode: "closest",
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: value("--ls-ink"), family: getComputedStyle(document.body).fontFamily, size: 12 },
      xaxis: { ...axis, ...layout.xaxis },
      yaxis: { ...axis, ...layout.yaxis },
      hoverlabel: { bgcolor: value("--ls-ground"), font: { color: value("--ls-ink") }, align: "left" },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: value("--ls-quiet"), activecolor: value("--ls-ink") },
    },
  ];
}

/**
 * Draw in `place`, again whenever the theme is switched. A click on a mark opens its `customdata`.
 * Rejects if the library cannot be loaded.
 * @param {HTMLElement} place
 * @param {string} address of the library
 * @param {Make} make
 * @returns {Promise<() => void>} takes the figure away
 */
export async function draw(place, address, make) {
  const lib = await plotly(address);
  await lib.newPlot(place, ...dressed(make), CONFIG);
  /** @type {any} */ (place).on("plotly_click", (/** @type {any} */ event) => {
    const target = event.points[0].customdata;
    if (target) location.href = target;
  });
  const theme = new MutationObserver(() => lib.react(place, ...dressed(make), CONFIG));
  theme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  return () => {
    theme.disconnect();
    lib.purge(place);
  };
}
