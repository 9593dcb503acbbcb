// What html-validate asks of our pages: all that it recommends, but for what is set here, each with its reason.
// What only the engine's theme breaks is excused in tests/browser/test_html.py, outside of our part of a page.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // how the source is written, which the theme decides; HTML leaves both free
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // advice for lists of search results; a work's own title may be longer
    "long-title": "off",
    // our forms choose what is shown, as they are changed; they are never sent
    "wcag/h32": "off",
    // controls may share a name: boxes of one group, the two methods of /compare/?m=a&m=b
    "form-dup-name": "off",
    // HTML's own rule: an id may begin with a digit
    "valid-id": ["error", { relaxed: true }],
    // a box that scrolls has a name and a place among the tab stops, and is no section of the text
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // "strictly allowed": lists whose name says what they choose among
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
