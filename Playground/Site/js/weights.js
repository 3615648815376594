// The third view: the program as the weights of a transformer, compiled in the page.

import { el } from "./dom.js";
import { timeLimit } from "./engine.js";
import { findingBox } from "./finding.js";
import { term } from "./glossary.js";
import { parseFigure } from "./head.js";
import { save } from "./save.js";
import { zip } from "./zip.js";

const shortest = 5;

export class Weights {
  /** What the page does: keeps the choices, goes to a line. */
  onchoose = () => {};
  online = () => {};

  #panel;
  #reply = null;
  /** The program that the page shows, and the one that was compiled, as requests name them. */
  #program = null;
  #compiled = null;
  #parts = {};
  /** The compiler has a module and a worker of its own, started by the first request. */
  #engine;

  constructor(panel, engine) {
    this.#panel = panel;
    this.#engine = engine;
    const parts = this.#parts;
    const field = (label, attributes) => el("input", {
      ...attributes, spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-label": label,
      oninput: () => this.onchoose(this.choices),
      onkeydown: (event) => { if (event.key === "Enter") this.compile(); },
    });
    parts.vocabulary = field("Vocabulary: the tokens that inputs may have", { type: "text", id: "vocabulary" });
    parts.length = field("Maximum length: the most tokens of an input", { type: "text", inputmode: "numeric", id: "maximum-length" });
    parts.compile = el("button", { type: "button", class: "primary", id: "compile", onclick: () => this.compile() }, "Compile");
    parts.status = el("div", { class: "messages", id: "weights-status", role: "status", "aria-live": "polite" });
    parts.sizes = el("dl", { class: "sizes", id: "sizes" });
    parts.downloads = el("div", { class: "bar", id: "downloads", hidden: true },
      el("button", { type: "button", id: "save-onnx", onclick: () => this.#download("onnx") }, "Save as ONNX"),
      el("button", { type: "button", id: "save-checkpoint", onclick: () => this.#download("huggingface") }, "Save as Hugging Face checkpoint"));
    parts.input = el("div", { id: "prediction" });
    parts.figure = el("div", { class: "fig weights scroll", id: "weights-figure", tabindex: "0", role: "group", "aria-label": "Heads and residual stream of the model" });
    panel.append(
      el("p", { class: "hint" }, "The program as the weights of a transformer, exact for inputs of up to a maximum length over a vocabulary."),
      el("div", { class: "bar" },
        el("label", { class: "field grow" }, "Vocabulary ", parts.vocabulary),
        el("label", { class: "field" }, "Maximum length ", parts.length), parts.compile),
      parts.status, parts.sizes, parts.downloads, parts.input, parts.figure);
    this.#drawStatus();
  }

  /** What the reader chose; what is empty follows the input. */
  get choices() {
    const { vocabulary, length } = this.#parts;
    return { vocabulary: vocabulary.value, maximumLength: length.value };
  }

  /** Takes choices that were kept. */
  choose({ vocabulary, maximumLength }) {
    this.#parts.vocabulary.value = vocabulary;
    this.#parts.length.value = maximumLength;
  }

  /** Takes what a run gave; `program` is how requests name what was run. */
  show(reply, program) {
    this.#program = program;
    this.#reply = reply;
    this.#parts.vocabulary.placeholder = reply.vocabulary ?? "";
    this.#parts.length.placeholder = String(Math.max(shortest, reply.input?.length ?? 0));
    if (!this.#panel.hidden) this.draw();
  }

  /** Shows the model on the input, if there is a model. */
  async draw() {
    if (!this.#compiled || !this.#program) return;
    const isStale = this.#isStale;
    this.#parts.figure.classList.toggle("stale", isStale);
    if (isStale) return this.#say({ message: "The model is of another program: compile again." });
    const compiled = this.#compiled;
    const reply = await this.#engine.ask("weights", ["weights", this.#program.input]);
    if (!reply || compiled !== this.#compiled) return;
    if (reply.refused || reply.stopped) return this.#fail(reasons(reply));
    this.#drawInput(reply);
  }

  get #isStale() { return JSON.stringify(this.#compiled.text) !== JSON.stringify(this.#program.text); }

  /** Compiles the program that the page shows. */
  async compile() {
    if (!this.#program) return;
    const { vocabulary, length, compile } = this.#parts;
    const { text, earlier } = this.#program;
    const number = Number(length.value || length.placeholder);
    if (!/^\d{1,9}$/.test(length.value || length.placeholder)) {
      return this.#fail([{ message: "The maximum length is a whole number from 1." }]);
    }
    compile.setAttribute("aria-busy", "true");
    this.#say({ message: "Compiling …", isNote: true });
    const began = performance.now();
    const [dialect, source, call, causal] = text;
    const reply = await this.#engine.ask("compile",
      ["compile", dialect, source, call, causal, vocabulary.value || vocabulary.placeholder, number, ...earlier]);
    compile.setAttribute("aria-busy", "false");
    if (!reply) return;
    if (!reply.sizes) {
      this.#fail(reasons(reply));
      return;
    }
    this.#compiled = { text };
    this.#drawSizes(reply, performance.now() - began);
    await this.draw();
    this.#panel.dataset.compiled = String(Number(this.#panel.dataset.compiled ?? 0) + 1);
  }

  #fail(messages) {
    this.#compiled = null;
    for (const part of ["sizes", "input", "figure"]) this.#parts[part].replaceChildren();
    this.#parts.downloads.hidden = true;
    this.#say(...messages);
  }

  /** The model as a file: one of ONNX, or an archive of the checkpoint's. */
  async #download(format) {
    const reply = await this.#engine.ask("export", ["export", format]);
    if (!reply) return;
    if (!reply.files) return this.#say(...reasons(reply));
    const files = reply.files.map(({ path, base64 }) =>
      [path, Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
    if (format === "onnx") save(new Blob([files[0][1]]), files[0][0]);
    else save(zip(files), "huggingface.zip");
  }

  // Showing

  #drawStatus() {
    this.#say({ message: "Not compiled yet. Vocabulary and length follow the input unless you choose others.", isNote: true });
  }

  #say(...messages) {
    this.#parts.status.replaceChildren(...messages.map((finding) =>
      findingBox(finding, finding.isNote ? "hint" : "message error", null, (line) => this.online(line))));
  }

  #drawSizes(reply, time) {
    const rows = [...reply.sizes, ["time", `${time.toFixed(time < 10 ? 1 : 0)} ms`]];
    this.#parts.sizes.replaceChildren(...rows.map(([name, size]) =>
      el("div", {}, el("dt", {}, term(name)), el("dd", {}, size))));
    this.#parts.downloads.hidden = false;
    this.#say(...(reply.note ? [{ message: reply.note, isNote: true }] : []));
  }

  #drawInput(reply) {
    const { input, figure } = this.#parts;
    if (reply.inputError) {
      input.replaceChildren();
      figure.replaceChildren();
      return this.#say({ message: `On this input: ${reply.inputError}.` });
    }
    this.#say();
    const output = reply.output ?? reply.input.map(() => "none");
    const row = (title, cells, judged) => el("tr", {}, el("th", { scope: "row" }, title),
      cells.map((cell, place) => el("td", { class: judged && cell !== output[place] ? "wrong" : null }, cell)));
    const verdict = reply.runError ? `The program has no result here: ${reply.runError}.`
      : reply.agrees ? "The model gives what the program gives." : "The model does not give what the program gives.";
    input.replaceChildren(
      el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Program and model on the input" },
        el("table", { class: "beside" }, el("tbody", {},
          row("Input", reply.input), row("Program", output), row("Model", reply.predicted, !reply.runError)))),
      el("p", { class: "verdict-line", id: "agreement" }, verdict));
    figure.replaceChildren(reply.svg ? parseFigure(reply.svg) : el("p", { class: "empty" }, reply.tooLarge));
  }
}

/** Why there is no model, as findings. */
function reasons(reply) {
  if (reply.stopped === "time") {
    return [{ message: `Stopped after ${timeLimit / 1000} seconds: a smaller vocabulary or maximum length takes less.` }];
  }
  if (reply.stopped) return [{ message: "Stopped: this needs more memory than a page has." }];
  if (reply.vocabularyError) return [{ message: `The vocabulary: ${reply.vocabularyError}` }];
  return reply.reasons ?? [{ message: reply.refused }];
}
