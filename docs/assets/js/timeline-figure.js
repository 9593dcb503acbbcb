// The interactive timeline, loaded and shown when it is asked for. plotly comes from our own origin.

import { bySlug, shown } from "./timeline-works.js";

const button = /** @type {HTMLButtonElement} */ (document.getElementById("timeline-button"));
const picture = /** @type {HTMLElement} */ (document.getElementById("timeline-picture"));
const plot = /** @type {HTMLElement} */ (document.getElementById("timeline-plot"));
const status = /** @type {HTMLElement} */ (document.getElementById("timeline-status"));
/** The library and the figure, once they were asked for. @type {any} */
let drawer;
/** @type {any} */
let figure;

/** The tools, named one by one: the library's own choice would offer to send the figure to another origin. */
const CONFIG = {
  responsive: true,
  displaylogo: false,
  modeBarButtons: [["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
};

/** Load plotly once. @returns {Promise<any>} */
function plotly() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = button.dataset.plotly ?? "";
    script.onload = () => resolve(/** @type {any} */ (window).Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
}

/** What to draw. @returns {Promise<any>} */
async function drawing() {
  const answer = await fetch(button.dataset.figure ?? "");
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** Titles in lines, so that a label fits on a phone. @param {string} title @returns {string} */
function inLines(title) {
  const lines = [""];
  for (const word of title.split(" ")) {
    if (lines[lines.length - 1].length + word.length > 40) lines.push("");
    lines[lines.length - 1] += `${word} `;
  }
  return lines.map((line) => line.trim()).filter(Boolean).join("<br>");
}

/** The works of a lane that the picture shows, stacked and coloured as it does. @param {any} trace */
function filtered(trace) {
  /** @type {Map<string, number>} */
  const heights = new Map();
  const marks = trace.customdata.flatMap((/** @type {string[]} */ [href, title, slug], /** @type {number} */ i) => {
    const work = bySlug.get(slug);
    if (!work || !shown(work)) return [];
    const height = (heights.get(trace.x[i]) ?? 0) + 1;
    heights.set(trace.x[i], height);
    return [{ i, y: Math.sign(trace.y[i]) * height, about: [href, inLines(title), slug], colour: getComputedStyle(work.mark).fill }];
  });
  const each = (/** @type {(mark: any) => any} */ value) => marks.map(value);
  return {
    ...trace,
    x: each((m) => trace.x[m.i]),
    y: each((m) => m.y),
    text: each((m) => trace.text[m.i]),
    customdata: each((m) => m.about),
    marker: { ...trace.marker, symbol: each((m) => trace.marker.symbol[m.i]), color: each((m) => m.colour) },
  };
}

/** The layout in the colours of the page as it looks now. */
function dressed() {
  const style = getComputedStyle(document.body);
  const value = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const [ink, quiet, ground, line] = ["--ls-ink", "--ls-quiet", "--ls-ground", "--ls-line"].map(value);
  return {
    ...figure.layout,
    autosize: true,
    uirevision: "kept",
    font: { color: ink, family: style.fontFamily },
    xaxis: { ...figure.layout.xaxis, color: ink },
    yaxis: { ...figure.layout.yaxis, zerolinecolor: line },
    hoverlabel: { bgcolor: ground, font: { color: ink }, align: "left" },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: quiet, activecolor: ink },
  };
}

/** Draw what the picture shows now, once the figure was asked for. */
export function redraw() {
  return drawer?.react(plot, figure.data.map(filtered), dressed(), CONFIG);
}

async function show() {
  button.disabled = true;
  status.textContent = "Loading the figure …";
  try {
    [figure, drawer] = await Promise.all([drawing(), plotly()]);
    plot.hidden = false;
    picture.hidden = true;
    await redraw();
    /** @type {any} */ (plot).on("plotly_click", (/** @type {any} */ event) => {
      location.href = event.points[0].customdata[0];
    });
    new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    plot.tabIndex = -1;
    plot.focus({ preventScroll: true });
    button.hidden = true;
    status.textContent = "Drag to zoom, double-click to reset, click a mark to open its page, click a lane in the legend to hide it.";
  } catch {
    drawer = undefined;
    button.disabled = false;
    picture.hidden = false;
    plot.hidden = true;
    status.textContent = "The figure could not be loaded. The picture and the list show the same works.";
  }
}

button.addEventListener("click", show);
show();
