// What the words mean: tables of Docs/glossary.md, as definitions that a word leads to and as a whole.
// The page has no definitions of its own.

import text from "../../../Docs/glossary.md";
import { byId, el, prose } from "./dom.js";

/** The sections with their rows: a title, and for each row its words and what they mean. */
function read(markdown) {
  return markdown.split(/^## /m).slice(1).map((section) => {
    const rows = section.split("\n").filter((line) => /^\| (?!word |-)/.test(line)).map((line) => {
      const [words, meaning] = line.slice(2).split(" | ");
      return { words, names: words.split(", "), meaning };
    });
    return { title: section.split("\n")[0], rows };
  });
}

/** What is about the inside of the tool is not for readers of the page. */
const sections = read(text).filter(({ title }) => title !== "Inside");
const entries = new Map(sections.flatMap(({ rows }) => rows).flatMap((row) => row.names.map((name) => [name, row])));

/** Where a word is used in another form. */
const forms = new Map([["queries", "query"], ["outputs", "aggregate"], ["attends where", "selector"], ["moves", "value"]]);

/** The entry of a word, in the plural too. */
const entryOf = (word) => entries.get(forms.get(word) ?? word) ?? entries.get(word.replace(/s$/, ""));

/** A word that leads to what it means; just the text if there is no entry. */
export function term(text, word = text.toLowerCase()) {
  const entry = entryOf(word);
  if (!entry) return text;
  const button = el("button", { type: "button", class: "term", "aria-label": `${text}: what it means`, onclick: () => define(button, entry) }, text);
  return button;
}

const listed = ["queries", ...entries.keys()].sort((a, b) => b.length - a.length);
const pattern = new RegExp(`(?<![\\w-])(?:${listed.join("|")})s?(?![\\w-])`, "gi");

/** Text in which the words of the glossary lead to it, each where `seen` has it for the first time. */
export function glossed(text, seen) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const entry = entryOf(match[0].toLowerCase());
    if (!entry || seen.has(entry)) continue;
    seen.add(entry);
    parts.push(text.slice(end, match.index), term(match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

const definition = el("div", { id: "definition", popover: "auto", role: "note" });

/** Shows what a word means, beside it and within the screen. */
function define(word, { words, meaning }) {
  const root = word.getRootNode();
  (root.body ?? root).append(definition);
  // In a notebook there is no dialog of all words.
  const all = byId("glossary")
    ? el("button", { type: "button", class: "quiet", onclick: showGlossary }, "All words") : null;
  definition.replaceChildren(el("p", {}, el("dfn", {}, words), ": ", prose(meaning)), ...[all].filter(Boolean));
  definition.showPopover();
  const [box, place] = [definition.getBoundingClientRect(), word.getBoundingClientRect()];
  const edge = 8;
  const left = Math.max(edge, Math.min(place.left, document.documentElement.clientWidth - box.width - edge));
  const isBelow = place.bottom + box.height + edge <= innerHeight;
  definition.style.left = `${left}px`;
  definition.style.top = `${isBelow ? place.bottom + 4 : Math.max(edge, place.top - box.height - 4)}px`;
  all?.focus({ preventScroll: true });
}

/** Shows all words. */
export function showGlossary() {
  if (definition.matches(":popover-open")) definition.hidePopover();
  const dialog = byId("glossary");
  if (!dialog.firstChild) fill(dialog);
  dialog.showModal();
}

function fill(dialog) {
  dialog.append(
    el("div", { class: "glossary-top" }, el("h2", {}, "Glossary"),
      el("button", { type: "button", onclick: () => dialog.close() }, "Close")),
    ...sections.flatMap(({ title, rows }) => [
      el("h3", {}, title),
      el("dl", {}, rows.flatMap(({ words, meaning }) => [el("dt", {}, words), el("dd", {}, prose(meaning))]))]));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
