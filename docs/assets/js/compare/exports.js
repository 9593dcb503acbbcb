// A comparison as text, guarded against what its readers obey.

import { csv as text } from "../saving.js";

/** @param {Compare.Line[]} cell @param {string} blank */
const plain = (cell, blank) =>
  cell
    .map(({ item, verdict }) => [item.text, item.note && `(${item.note})`, verdict && `[${verdict}]`].filter(Boolean).join(" "))
    .join("; ") || blank;

/**
 * Head and rows of a table as text; a row of one cell begins a section.
 * @param {Compare.Table} shown
 */
function lines({ heads, sections }) {
  const names = ["", ...heads.map(({ name }, i) => (i ? name : `${name} (reference)`))];
  const rows = sections.flatMap(({ title, blank, rows }) => [
    [title],
    ...rows.map(({ label, unit, cells }) => [unit ? `${label}, ${unit}` : label, ...cells.map((c) => plain(c, blank))]),
  ]);
  return { names, rows: rows.map((row) => row.map((text) => text.replace(/\s+/g, " "))) };
}

/** @param {Compare.Table} shown */
export function csv(shown) {
  const { names, rows } = lines(shown);
  return text([names, ...rows]);
}

/** @param {string} text */
const literal = (text) => text.replace(/[\\`*_{}[\]<>|#~&]/g, "\\$&");

/** @param {Compare.Table} shown @param {string} address */
export function md(shown, address) {
  const { names, rows } = lines(shown);
  /** @param {string[]} row */
  const line = (row) => `| ${names.map((_, i) => row[i] ?? "").join(" | ")} |\n`;
  const body = rows.map(([first, ...rest]) =>
    line(rest.length ? [literal(first), ...rest.map(literal)] : [`**${literal(first)}**`]),
  );
  const rule = line(names.map(() => "---"));
  return `${line(names.map(literal))}${rule}${body.join("")}\n${literal(shown.caption)}\n\n<${address}>\n`;
}

/** @type {Record<string, string>} */
const TEX = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", $: "\\$", "&": "\\&", "#": "\\#", "%": "\\%", _: "\\_",
  "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
  "×": "$\\times$", "±": "$\\pm$", "−": "$-$", "≈": "$\\approx$", "≥": "$\\geq$", "\u202f": "\\,", "π": "$\\pi$", "Ω": "$\\Omega$", "³": "$^3$",
};

/** @param {string} text */
const safe = (text) => text.replace(/[\\{}$&#%_^~<>×±−≈≥\u202fπΩ³]/g, (c) => TEX[c]);

/** A narrow column; the space between six of them is a fifth of a line. @param {number} share of the line's width */
const column = (share) => `>{\\raggedright\\arraybackslash}p{${share.toFixed(2)}\\linewidth}`;

/** @param {Compare.Table} shown @param {string} address */
export function tex(shown, address) {
  const { names, rows } = lines(shown);
  const sources = rows.find(([label]) => label === "Source")?.slice(1) ?? [];
  const notes = sources.map((source, i) => `${safe(shown.heads[i].name)}: ${safe(source)}`);
  const body = rows.filter(([label]) => label !== "Source").map((row) =>
    row.length > 1
      ? `${row.map(safe).join(" & ")} \\\\`
      : `\\midrule\n\\multicolumn{${names.length}}{l}{\\textit{${safe(row[0])}}} \\\\`,
  );
  return [
    "% needs \\usepackage{array,booktabs}",
    "\\begin{table}",
    "\\small",
    `\\caption{${safe(shown.caption)}}`,
    `\\begin{tabular}{${[0.15, ...shown.heads.map(() => 0.64 / shown.heads.length)].map(column).join("")}}`,
    "\\toprule",
    `${names.map(safe).join(" & ")} \\\\`,
    ...body,
    "\\bottomrule",
    "\\end{tabular}",
    `\\par\\footnotesize Sources. ${notes.join(". ")}. From ${safe(address)}`,
    "\\end{table}",
    "",
  ].join("\n");
}
