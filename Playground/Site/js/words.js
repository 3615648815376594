// A row of words above a phone's keyboard, for what is far away on it: a tap puts one into the program.

import { el } from "./dom.js";

/** What the programs of each dialect are made of; a bracket that is open wants its other side typed. */
const words = {
  raspy: ["tokens", "indices", "key(", "query(", ".value(", "where(", ".name(\"", "(", ")", "\"", "=", "==", "<", ">", "&", "|", "~", ":", "def ", "return "],
  rasp: ["tokens", "indices", "select(", "aggregate(", "selector_width(", "length", "(", ")", ",", ";", "\"", "=", "==", "<", ">", " and ", " or ", "not "],
  crasp: ["#", "\"", "(", ")", "[", "]", "=", "==", "<", "<=", ">", ">=", "+", "-", " && ", " || ", "!", " if ", " else ", "#define "],
  brasp: ["Q_", "(i)", "(j)", "=", "leftmost j ", "rightmost j ", "[", "]", "j < i", ",", ":", "&", "|", "!", "0", "1"],
};

export class Words {
  #row = el("div", { class: "words", role: "toolbar", "aria-label": "Words to put in", hidden: true });
  #editor;
  #dialect = null;

  /** A row for an editor: there while the editor has the focus, on screens that are touched. */
  constructor(editor) {
    this.#editor = editor;
    document.body.append(this.#row);
    // The editor keeps the focus, or the keyboard would go away.
    this.#row.addEventListener("pointerdown", (event) => event.preventDefault());
    editor.onfocus = (isFocused) => this.#show(isFocused);
    for (const change of ["resize", "scroll"]) visualViewport?.addEventListener(change, () => this.#place());
  }

  /** Takes the words of a dialect. */
  speak(dialect) {
    if (dialect === this.#dialect) return;
    this.#dialect = dialect;
    const indent = el("button", { type: "button", "aria-label": "Indent", onclick: () => this.#editor.type("    ") }, "⇥");
    this.#row.replaceChildren(indent, ...(words[dialect] ?? []).map((word) => el("button", {
      type: "button", onclick: () => this.#editor.type(word),
    }, word.trim())));
    this.#row.scrollLeft = 0;
  }

  #show(isFocused) {
    this.#row.hidden = !isFocused || !matchMedia("(pointer: coarse)").matches;
    document.body.classList.toggle("typing", !this.#row.hidden);
    this.#place();
  }

  /** Keyboards lie over the page: the row is at the lower edge of what is seen. */
  #place() {
    const seen = visualViewport;
    if (!seen) return;
    this.#row.style.bottom = `${Math.max(0, innerHeight - seen.height - seen.offsetTop)}px`;
  }
}
