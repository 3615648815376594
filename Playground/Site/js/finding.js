// What is wrong with a program, as a box that leads to its line.

import { el } from "./dom.js";

/** A help that ends with a definition to be written first. */
const definition = /write it first:\n((?: {4}.*\n?)+)$/;

/** `title` stands before the message; `goTo` is called with the line, `insert` with a definition that is missing. */
export function findingBox(finding, kind, title, goTo, insert) {
  const missing = insert && finding.help?.match(definition)?.[1].replace(/^ {4}/gm, "");
  const place = finding.line ? el("button", {
    type: "button", class: "line-link", onclick: () => goTo(finding.line),
  }, `line ${finding.line}`) : null;
  return el("div", { class: kind },
    el("p", {}, title ? el("strong", {}, title) : null, finding.message, " ", place),
    (finding.details ?? []).map((detail) => el("p", { class: "detail" }, detail)),
    finding.help ? el("p", { class: "help" }, finding.help) : null,
    missing ? el("button", { type: "button", class: "insert", onclick: () => insert(missing) }, "Insert") : null);
}
