// A trade-off for plotly, made of the marks of its picture: what the reader saw is what is drawn.

import { draw, inLines, plain } from "./plot.js";

const PILLARS = [
  ["model-design", "Model design", "--ls-model"],
  ["training", "Training", "--ls-training"],
  ["data-collection", "Data collection", "--ls-data"],
  ["foundational", "Foundational", "--ls-base"],
];

/** @param {SVGAElement} mark */
function symbolOf(mark) {
  const symbol = (mark.dataset.shape ?? "").replace("triangle", "triangle-up");
  if (mark.querySelector(".ls-inner, .ls-slash")) return `${symbol}-open-dot`;
  return mark.classList.contains("ls-dot--hollow") ? `${symbol}-open` : symbol;
}

/** @param {SVGAElement} mark */
function labelOf(mark) {
  const [name, ...rest] = (mark.querySelector("title")?.textContent ?? "").split(": ");
  return `<b>${plain(name)}</b><br>${inLines(plain(rest.join(": ")))}`;
}

/**
 * @param {string} name
 * @param {SVGAElement[]} marks
 * @param {string} colour
 * @param {string} ink
 */
const traceOf = (name, marks, colour, ink) => ({
  mode: "markers",
  name,
  x: marks.map((m) => Number(m.dataset.x)),
  y: marks.map((m) => Number(m.dataset.y)),
  text: marks.map(labelOf),
  customdata: marks.map((m) => m.href.baseVal),
  hovertemplate: "%{text}<extra></extra>",
  marker: {
    color: colour,
    opacity: 1,
    size: marks.map((m) => (m.classList.contains("ls-dot--start") ? 7 : 10)),
    symbol: marks.map(symbolOf),
    line: { color: marks.map((m) => (m.querySelector(".ls-ring") ? ink : colour)), width: 1.6 },
  },
});

/** From each baseline to what is compared with it. @param {SVGElement} svg @param {string} colour */
function arrowsOf(svg, colour) {
  const ends = [...svg.querySelectorAll("path[data-ends]")].map((path) =>
    (path.getAttribute("data-ends") ?? "").split(" ").map(Number),
  );
  return {
    mode: "lines+markers",
    name: "From a baseline",
    x: ends.flatMap((e) => [e[0], e[2], null]),
    y: ends.flatMap((e) => [e[1], e[3], null]),
    hoverinfo: "skip",
    line: { color: colour, width: 0.8 },
    marker: { color: colour, symbol: "arrow", angleref: "previous", size: ends.flatMap(() => [0, 9, 0]), standoff: 7 },
  };
}

/** A line under each mark that does not state the same setting. @param {SVGAElement[]} all @param {string} colour */
function underlines(all, colour) {
  const marks = all.filter((m) => m.querySelector(".ls-unsaid"));
  return {
    mode: "text",
    x: marks.map((m) => Number(m.dataset.x)),
    y: marks.map((m) => Number(m.dataset.y)),
    text: marks.map(() => "—"),
    textposition: "bottom center",
    textfont: { color: colour, size: 14 },
    hoverinfo: "skip",
    showlegend: false,
  };
}

/** The front as the picture's steps. @param {SVGAElement[]} marks @param {boolean} lower @param {string} colour */
function frontOf(marks, lower, colour) {
  const leading = marks.filter((m) => m.querySelector(".ls-ring"));
  return {
    mode: "lines",
    name: "Front",
    x: leading.map((m) => Number(m.dataset.x)),
    y: leading.map((m) => Number(m.dataset.y)),
    hoverinfo: "skip",
    line: { color: colour, width: 1.2, dash: "dash", shape: lower ? "hv" : "vh" },
  };
}

/**
 * Draw the picture's marks in `place`. Rejects if the library at `address` cannot be loaded.
 * @param {SVGElement} svg
 * @param {HTMLElement} place
 * @param {string} address
 */
export function drawFigure(svg, place, address) {
  const marks = /** @type {SVGAElement[]} */ ([...svg.querySelectorAll("a.ls-dot")]);
  const { x, y, log, better } = svg.dataset;
  return draw(place, address, (value) => ({
    data: [
      ...(svg.querySelector(".ls-front") ? [frontOf(marks, better === "lower", value("--ls-quiet"))] : []),
      ...(svg.querySelector("path[data-ends]") ? [arrowsOf(svg, value("--ls-quiet"))] : []),
      ...PILLARS.map(([id, name, colour]) => {
        const own = marks.filter((m) => m.classList.contains(`ls-dot--${id}`));
        return own.length ? traceOf(name, own, value(colour), value("--ls-ink")) : null;
      }).filter((trace) => trace !== null),
      ...(svg.querySelector(".ls-unsaid") ? [underlines(marks, value("--ls-ink"))] : []),
    ],
    layout: {
      height: 460,
      margin: { l: 56, r: 16, t: 40, b: 52 },
      showlegend: true,
      legend: { orientation: "h", y: 1.12 },
      xaxis: { title: { text: plain(x ?? "") }, type: log ? "log" : "linear", zeroline: false },
      yaxis: { title: { text: plain(y ?? "") }, zeroline: false },
    },
  }));
}
