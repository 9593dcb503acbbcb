// What livingsurvey/export/compare.py writes, and the table that the browser makes of it. Only for `tsc`: no page loads it.

declare namespace Compare {
  interface Item {
    text: string;
    note?: string;
    mark?: [icon: string, words: string];
    href?: string;
  }
  /** One value: as printed, as a number where it is exact, and the keys on which it may meet another. */
  interface Entry {
    metric: string;
    item: Item;
    exact: number | null;
    spread: number;
    ranked: boolean;
    stated: (string | null)[];
    setup: string | null;
    free: string | null;
    ratio: string | null;
    own: string;
    apart: string[];
  }
  interface Point {
    id: string;
    former: string[];
    label: string;
    headline: boolean;
    base: string;
    title: Item;
    settings: Record<string, string>;
    source: Item;
    entries: Entry[];
  }
  interface Column {
    slug: string;
    name: string;
    facts: Record<string, string>;
    points: Point[];
  }
  interface Metric {
    label: string;
    unit: string;
    better: string;
    keys: string[];
    measured: boolean;
    difference: boolean;
  }
  interface Words {
    levels: string[];
    keys: Record<string, string>;
    treatment: string[];
    facts: string[];
    settings: string[];
    metrics: Record<string, Metric>;
    former: Record<string, string>;
  }
  /** `level` is 1 to 5; for 5, what is missing or differs. */
  interface Verdict {
    level: number;
    missing: string[];
    differing: string[];
  }
  /** One line of a cell; `level` is 0 where nothing is compared. */
  interface Line {
    item: Item;
    verdict: string;
    level: number;
  }
  interface Row {
    label: string;
    unit: string;
    cells: Line[][];
  }
  interface Section {
    title: string;
    blank: string;
    rows: Row[];
  }
  /** The reference is the first column. */
  interface Table {
    heads: { slug: string; name: string }[];
    caption: string;
    sections: Section[];
  }
}
