// What is wrong with a program, as a box that leads to its line.

import { el } from "./dom.js";

/** `title` stands before the message; `goTo` is called with the line. */
export function findingBox(finding, kind, title, goTo) {
  const place = finding.line ? el("button", {
    type: "button", class: "line-link", onclick: () => goTo(finding.line),
  }, `line ${finding.line}`) : null;
  return el("div", { class: kind },
    el("p", {}, title ? el("strong", {}, title) : null, finding.message, " ", place),
    (finding.details ?? []).map((detail) => el("p", { class: "detail" }, detail)),
    finding.help ? el("p", { class: "help" }, finding.help) : null);
}
