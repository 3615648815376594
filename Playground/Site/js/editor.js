// The editor: a textarea over a coloured copy of its text, with line numbers, errors marked where
// they are, and the lines of attention heads.

import { el } from "./dom.js";
import { highlight } from "./highlight.js";
import { notebookText } from "./notebook.js";

/** Longer texts are put in without a step to undo it: a browser takes seconds for so many lines. */
const mostUndoable = 20_000;

export class Editor {
  #area;
  #paint = el("pre", { class: "paint", "aria-hidden": "true" });
  #gutter = el("div", { class: "gutter", "aria-hidden": "true" });
  #dialect = "raspy";
  #findings = [];
  #heads = new Set();
  #linked = null;
  #isChanging = false;
  #lines = new Rows(this.#paint);
  #numbers = new Rows(this.#gutter);

  /** Called with the text when it changes, and with the line (or `null`) that is pointed at. */
  onchange = () => {};
  onpoint = () => {};
  /** Called with whether the editor has the focus. */
  onfocus = () => {};

  constructor(container) {
    this.#area = el("textarea", {
      id: "source", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
      autocorrect: "off", wrap: "off", "aria-label": "Program",
      "aria-describedby": "editor-hint messages",
    });
    const sheet = el("div", { class: "sheet" }, this.#paint, this.#area);
    container.append(el("div", { class: "page" }, this.#gutter, sheet));
    this.#area.addEventListener("input", () => this.#noteChange());
    this.#area.addEventListener("paste", (event) => this.#paste(event));
    for (const kind of ["dragover", "drop"]) {
      container.addEventListener(kind, (event) => this.#drop(event));
    }
    this.#area.addEventListener("keydown", (event) => this.#key(event));
    this.#area.addEventListener("pointermove", (event) => this.onpoint(this.#lineAt(event)));
    this.#area.addEventListener("pointerleave", () => this.onpoint(null));
    this.#area.addEventListener("focus", () => this.onfocus(true));
    this.#area.addEventListener("blur", () => {
      this.onfocus(false);
      this.onpoint(null);
    });
    document.addEventListener("selectionchange", () => {
      if (document.activeElement === this.#area) this.onpoint(this.#caretLine());
    });
  }

  get text() { return this.#area.value; }

  focus() { this.#area.focus(); }

  /** What inserts many lines gives an event for each; they are one change. */
  #noteChange() {
    if (this.#isChanging) return;
    this.#isChanging = true;
    setTimeout(() => {
      this.#isChanging = false;
      this.#findings = [];
      this.#draw();
      this.onchange(this.text);
    });
  }

  /** Puts another text in, as a change that can be undone. */
  show(text, dialect) {
    this.#dialect = dialect;
    if (this.#area.value !== text) {
      this.#replace(text);
      this.#area.closest(".editor").scrollLeft = 0;
    }
    this.#findings = [];
    this.#heads = new Set();
    this.link(null);
    this.#draw();
  }

  /** Scrolls to the last line. */
  showEnd() {
    const frame = this.#area.closest(".editor");
    frame.scrollTop = frame.scrollHeight;
  }

  /** Marks what is wrong (`{ start, end, line, message, isWarning }`) and the heads' lines. */
  mark(findings, headLines) {
    this.#area.setAttribute("aria-invalid", findings.some((finding) => !finding.isWarning));
    const lines = new Set(headLines);
    const isSame = findings.length === 0 && this.#findings.length === 0
      && lines.size === this.#heads.size && headLines.every((line) => this.#heads.has(line));
    if (isSame) return;
    this.#findings = findings.filter((finding) => finding.line);
    this.#heads = lines;
    this.#draw();
  }

  /** Lights up a line, or none. */
  link(line) {
    if (line === this.#linked) return;
    this.#paint.children[this.#linked - 1]?.classList.remove("linked");
    this.#paint.children[line - 1]?.classList.add("linked");
    this.#linked = line;
  }

  /** Puts the caret on a line. */
  goTo(line) {
    const start = this.text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    this.focus();
    this.#area.setSelectionRange(start, start);
  }

  #caretLine() { return this.text.slice(0, this.#area.selectionStart).split("\n").length; }

  #lineAt(event) {
    const height = parseFloat(getComputedStyle(this.#area).lineHeight);
    const line = Math.floor((event.clientY - this.#area.getBoundingClientRect().top - 8) / height);
    return line >= 0 ? line + 1 : null;
  }

  // Drawing

  #draw() {
    const linked = this.#linked;
    this.link(null);
    const lines = this.#marked(this.text);
    this.#lines.show(lines, (line) => this.#line(line));
    this.#numbers.show(lines.map(({ note }, index) => {
      const kind = note ? (note.isWarning ? "warning" : "error") : "";
      return [`${kind} ${this.#heads.has(index + 1) ? "has-head" : ""}`.trim() || null, String(index + 1)];
    }), ([kind, number]) => el("div", { class: kind }, number));
    this.link(linked);
  }

  /** The lines of a text with their colours and what is wrong, by places within the line. */
  #marked(text) {
    const words = highlight(text, this.#dialect);
    let [start, first] = [0, 0];
    return text.split("\n").map((line, index) => {
      const end = start + line.length;
      while (first < words.length && words[first].end <= start) first += 1;
      let last = first;
      while (last < words.length && words[last].start < end) last += 1;
      const clamp = (place) => Math.min(line.length, Math.max(0, place - start));
      const own = (mark) => ({ ...mark, line: null, start: clamp(mark.start), end: clamp(mark.end) });
      const isHere = (mark) => mark.line === index + 1 || (mark.start < end && mark.end > start);
      const row = {
        line, colours: words.slice(first, last).map(own), marks: this.#findings.filter(isHere).map(own),
        note: this.#findings.find((mark) => mark.line === index + 1),
      };
      start = end + 1;
      return row;
    });
  }

  #line({ line, colours, marks, note }) {
    const cuts = new Set([0, line.length, ...[...marks, ...colours].flatMap(({ start, end }) => [start, end])]);
    const places = [...cuts].sort((a, b) => a - b);
    const element = el("div", { class: "line" });
    for (let index = 0; index + 1 < places.length; index += 1) {
      const [from, to] = [places[index], places[index + 1]];
      const covers = (mark) => mark.start <= from && mark.end >= to;
      const colour = colours.find(covers)?.kind ?? "";
      const mark = marks.find(covers);
      const kind = mark ? (mark.isWarning ? "warning" : "error") : "";
      const text = line.slice(from, to);
      element.append(colour || kind ? el("span", { class: `${colour} ${kind}`.trim() }, text) : text);
    }
    if (line === "") element.append("\u200b");
    if (note) {
      element.append(el("span", { class: note.isWarning ? "note warning" : "note error" }, note.message));
    }
    return element;
  }

  // Other texts

  /** Without an event, as what is shown has been noted already. */
  #replace(text) {
    const isFirst = this.#area.value === "";
    if (isFirst || this.#area.value.length + text.length > mostUndoable) {
      this.#area.value = text;
      return;
    }
    const focused = document.activeElement;
    this.#isChanging = true;
    this.#area.focus({ preventScroll: true });
    this.#area.select();
    if (!document.execCommand("insertText", false, text)) this.#area.value = text;
    this.#area.setSelectionRange(0, 0);
    if (focused !== this.#area) {
      if (focused && focused !== document.body) focused.focus({ preventScroll: true });
      else this.#area.blur();
    }
    this.#isChanging = false;
  }

  /** A notebook is its cells. */
  #paste(event) {
    const text = notebookText(event.clipboardData?.getData("text/plain") ?? "");
    if (text === null) return;
    event.preventDefault();
    this.#area.select();
    this.type(text);
  }

  /** A file that is dropped takes the place of the text. */
  async #drop(event) {
    const file = event.dataTransfer?.files?.[0];
    if (event.type === "dragover") {
      if (event.dataTransfer?.types?.includes("Files")) event.preventDefault();
      return;
    }
    if (!file) return;
    event.preventDefault();
    const text = await file.text();
    this.#replace(notebookText(text) ?? text);
    this.#noteChange();
  }

  // Keys

  #key(event) {
    if (event.key === "Escape") this.#area.dataset.leaving = "true";
    else if (event.key === "Tab" && !this.#area.dataset.leaving) this.#tab(event);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) this.#newline(event);
    if (event.key !== "Escape" && event.key !== "Shift") delete this.#area.dataset.leaving;
  }

  /** Puts a text in at the caret. Typed text can be undone, which text that a script sets cannot. */
  /** Puts lines before the text. */
  prepend(lines) {
    this.#area.focus();
    this.#area.setSelectionRange(0, 0);
    this.type(lines.trimEnd() + "\n");
  }

  type(text) { document.execCommand("insertText", false, text); }

  #tab(event) {
    event.preventDefault();
    this.#area.closest(".editor").classList.add("tabbed");
    const { selectionStart: start, selectionEnd: end, value } = this.#area;
    const first = value.lastIndexOf("\n", start - 1) + 1;
    if (start === end && !event.shiftKey) return this.type(" ".repeat(4 - ((start - first) % 4)));
    const chosen = value.slice(first, end);
    const changed = event.shiftKey ? chosen.replace(/^ {1,4}/gm, "") : chosen.replace(/^(?=.)/gm, "    ");
    if (changed === chosen) return;
    this.#area.setSelectionRange(first, end);
    this.type(changed);
    this.#area.setSelectionRange(start === end ? first + changed.length : first, first + changed.length);
  }

  #newline(event) {
    event.preventDefault();
    const before = this.text.slice(0, this.#area.selectionStart);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const indent = line.match(/^ */)[0] + (/:\s*(#.*)?$/.test(line) ? "    " : "");
    this.type("\n" + indent);
  }
}

/** Elements one below the other. What is the same at both ends stays, what is between is made anew. */
class Rows {
  #parent;
  #keys = [];

  constructor(parent) { this.#parent = parent; }

  show(rows, make) {
    const keys = rows.map((row) => JSON.stringify(row));
    const most = Math.min(keys.length, this.#keys.length);
    let start = 0;
    while (start < most && keys[start] === this.#keys[start]) start += 1;
    let end = 0;
    while (end < most - start && keys.at(-1 - end) === this.#keys.at(-1 - end)) end += 1;
    const old = [...this.#parent.children].slice(start, this.#keys.length - end);
    for (const element of old) element.remove();
    const fresh = rows.slice(start, rows.length - end).map(make);
    if (start === 0) this.#parent.prepend(...fresh);
    else this.#parent.children[start - 1].after(...fresh);
    this.#keys = keys;
  }
}
