// The live figure: input, layers of heads with named steps between them, result. Pointing at a cell says
// what meets there, clicking an output shows what it came from, stepping shows one layer after the other.

import { el } from "./dom.js";
import { HeadView } from "./head.js";
import { legend } from "./legend.js";

const hint = "Point at a cell to see what meets there. Click a result to see where it came from.";

/** How many tokens of the input and of a result are shown. */
const shownTokens = 5_000;

export class Figure {
  /** What the page does: asks the module, goes to a line, lights up a line. */
  ask = async () => null;
  online = () => {};
  onlinkedline = () => {};
  onstep = () => {};

  #heads = [];
  #reply = null;
  #step = null;
  #asked = 0;
  #controls = {};

  constructor(container) {
    this.#body = el("div", { class: "fig", id: "figure" });
    this.#sentence = el("p", { class: "sentence", id: "sentence", role: "status", "aria-live": "polite" }, hint);
    this.#stepper = this.#makeStepper();
    container.append(this.#stepper, this.#body, this.#sentence);
    this.#body.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.clearPath();
    });
  }

  #body;
  #sentence;
  #stepper;

  get step() { return this.#step; }

  /** What is said where nothing else is. */
  #hint = hint;

  /** Says something below the figure; the hint if nothing. */
  say(text) {
    this.#sentence.textContent = text ?? this.#hint;
    this.#sentence.classList.toggle("telling", Boolean(text));
  }

  /** Shows what a run gave. `expected` stands below a wrong result. */
  show(reply, expected) {
    this.#reply = reply;
    const known = this.#heads;
    this.#heads = reply.heads.map((head, index) => this.#headView(head, index, known[index]));
    this.#body.classList.remove("tracing", "stale");
    const rows = [this.#tokenRow("Input", reply.input, "input"), ...this.#steps(0)];
    for (let layer = 1; reply.heads.some((head) => head.layer >= layer); layer += 1) {
      rows.push(this.#layer(layer), ...this.#steps(layer));
    }
    if (reply.tooLarge) rows.push(el("p", { class: "empty" }, reply.tooLarge));
    if (reply.output) rows.push(this.#tokenRow("Final", reply.output, "result", expected));
    if (expected) rows.push(this.#tokenRow("Expected", expected, "expected"));
    if (reply.heads.length > 0) rows.push(legend(reply.heads));
    this.#body.replaceChildren(...rows);
    this.setStep(Math.min(this.#step ?? Infinity, this.#last) >= this.#last ? null : this.#step);
    this.#hint = reply.runErrors ? this.#whereItFailed() : hint;
    this.say();
  }

  /** What is said below the figure of a program that failed. */
  #whereItFailed() {
    const row = this.#body.querySelector("path.v") ? "in the row that is marked" : "after what is shown";
    return `The program failed ${row}: the figure ends there.`;
  }

  /** The figure no longer belongs to the text beside it. */
  markStale() {
    this.#body.classList.add("stale");
  }

  /** Lights up the heads that a line of the text wrote. */
  link(line) {
    for (const element of this.#body.querySelectorAll(".head")) {
      element.classList.toggle("linked", line !== null && element.dataset.line === String(line));
    }
  }

  // Rows

  #tokenRow(label, values, kind, expected) {
    const cells = values.slice(0, shownTokens).map((value, position) => {
      const wrong = expected && expected[position] !== value ? " wrong" : "";
      const attributes = { class: kind + wrong, "data-position": position };
      if (kind !== "result") return el("span", { ...attributes, role: "listitem" }, value);
      const button = el("button", {
        ...attributes, type: "button", "aria-label": `Result ${value} at position ${position}: show where it came from`,
        onclick: () => this.trace(-1, position),
      }, value);
      return el("span", { role: "listitem", "data-result": position }, button);
    });
    if (cells.length === 0) cells.push(el("span", { class: "none" }, "no tokens"));
    const rest = values.length - shownTokens;
    if (rest > 0) cells.push(el("span", { class: "none" }, `and ${rest.toLocaleString("en")} more`));
    return el("section", { class: `row ${kind}s${expected ? " judged" : ""}`, "aria-label": label },
      el("h3", {}, label), el("div", { class: "tokens", role: "list", tabindex: values.length > 12 ? "0" : null, "aria-label": label }, cells));
  }

  #layer(number) {
    const views = this.#reply.heads
      .map((head, index) => ({ head, index })).filter(({ head }) => head.layer === number)
      .map(({ head, index }) => this.#figureOf(head, index));
    const isSelector = this.#reply.isSelector && number > this.#reply.layers;
    const label = isSelector ? "Selector" : `Layer ${number}`;
    return el("section", { class: "row layer", "data-layer": number, "aria-label": label },
      el("h3", {}, label), el("div", { class: "heads" }, views));
  }

  /** The named elementwise steps of a layer, a row each. */
  #steps(layer) {
    return (this.#reply.steps ?? []).filter((step) => step.layer === layer)
      .map(({ name, values }) => el("section", { class: "row step-row", "data-layer": layer, "aria-label": `Step ${name}` },
        el("h3", {}, name),
        el("div", { class: "tokens", role: "list", tabindex: values.length > 12 ? "0" : null, "aria-label": name },
          values.map((value) => el("span", { class: "value", role: "listitem" }, value)))));
  }

  #figureOf(head, index) {
    const caption = el("figcaption", {},
      el("code", {}, head.caption),
      head.value ? el("span", {}, "moves ", el("code", {}, head.value)) : null,
      head.line ? el("button", {
        type: "button", class: "line-link", title: "Go to the line that wrote this head",
        onclick: () => this.online(head.line),
      }, `line ${head.line}`) : null);
    const figure = el("figure", { class: "head", "data-head": index, "data-line": head.line ?? "" },
      this.#heads[index].element, caption);
    figure.addEventListener("pointerenter", () => this.onlinkedline(head.line ?? null));
    figure.addEventListener("pointerleave", () => this.onlinkedline(null));
    figure.addEventListener("focusin", () => this.onlinkedline(head.line ?? null));
    figure.addEventListener("focusout", () => this.onlinkedline(null));
    return figure;
  }

  #headView(head, index, known) {
    const view = known?.drawing === head.svg ? known : new HeadView(head);
    view.point();
    view.showPath([], []);
    view.onpoint = (query, key) => this.#explain(index, query, key);
    view.onoutput = (position) => this.trace(index, position);
    const size = head.rows.length;
    view.label = `${head.value ? "Head" : "Selector"} ${head.name ?? ""} of layer ${head.layer}, ${size} queries by ${size} keys. `
      + `Selects where ${head.caption}. Arrow keys move from cell to cell; Enter shows where the output came from.`;
    return view;
  }

  // Sentences

  async #explain(head, query, key) {
    this.#asked += 1;
    const asked = this.#asked;
    if (query === undefined) {
      if (!this.#body.classList.contains("tracing")) this.say();
      return;
    }
    const reply = await this.ask("cell", ["cell", head, query, key]);
    if (asked === this.#asked && reply) this.say(reply.sentence ?? reply.refused);
  }

  /** Shows what an output came from; of head -1, what the result did. */
  async trace(head, position) {
    if (this.#reply.isSelector && (head < 0 || !this.#reply.heads[head].value)) return;
    this.#asked += 1;
    const reply = await this.ask("output", ["output", head, position]);
    if (!reply?.path) return;
    this.#body.classList.add("tracing");
    this.#heads.forEach((view, index) => view.showPath(
      reply.path.cells.filter(([of]) => of === index).map(([, query, key]) => [query, key]),
      reply.path.outputs.filter(([of]) => of === index).map(([, place]) => place)));
    const inputs = new Set(reply.path.inputs);
    for (const token of this.#body.querySelectorAll(".inputs [data-position]")) {
      token.classList.toggle("traced", inputs.has(Number(token.dataset.position)));
    }
    for (const item of this.#body.querySelectorAll("[data-result]")) {
      item.classList.toggle("traced", head < 0 && Number(item.dataset.result) === position);
    }
    this.say(reply.sentence);
  }

  clearPath() {
    this.#body.classList.remove("tracing");
    for (const element of this.#body.querySelectorAll(".traced")) element.classList.remove("traced");
    for (const view of this.#heads) view.showPath([], []);
    this.say();
  }

  // Steps

  /** The step behind the last layer; of a program that failed, behind the last that is shown. */
  get #last() {
    const { layers = 0, runErrors, heads = [] } = this.#reply ?? {};
    return (runErrors ? Math.max(0, ...heads.map((head) => head.layer)) : layers) + 1;
  }

  #makeStepper() {
    const button = (label, text, move) => el("button", {
      type: "button", class: "step", "aria-label": label, title: label,
      onclick: () => this.#move(move),
    }, text);
    const controls = this.#controls;
    controls.back = button("Step one layer back", "‹", -1);
    controls.forward = button("Step one layer forward", "›", 1);
    controls.slider = el("input", {
      type: "range", min: "0", value: "0", "aria-label": "Layer shown",
      oninput: () => { this.setStep(Number(controls.slider.value)); this.onstep(this.#step); },
    });
    controls.text = el("output", { class: "step-text" });
    return el("div", { class: "stepper", role: "group", "aria-label": "Step through the layers" },
      controls.back, controls.slider, controls.forward, controls.text);
  }

  #move(by) {
    this.setStep((this.#step ?? this.#last) + by);
    this.onstep(this.#step);
  }

  /** Shows layers up to a number: 0 is the input alone, `null` or behind the last layer all. */
  setStep(step) {
    this.#step = step;
    if (!this.#reply) return;
    const last = this.#last;
    this.#step = step === null || step >= last ? null : Math.max(0, step);
    const shown = this.#step ?? last;
    for (const row of this.#body.querySelectorAll(".layer, .step-row")) {
      const layer = Number(row.dataset.layer);
      row.classList.toggle("later", layer > shown);
      row.inert = layer > shown;
      const isCurrent = this.#step !== null && layer === shown && row.matches(".layer");
      row.classList.toggle("current", isCurrent);
    }
    for (const row of this.#body.querySelectorAll(".results, .expecteds")) {
      row.classList.toggle("later", this.#step !== null);
      row.inert = this.#step !== null;
    }
    this.#drawStepper(shown, last);
  }

  #drawStepper(shown, last) {
    this.#stepper.hidden = last === 1;
    const { back, forward, slider, text } = this.#controls;
    slider.max = String(last);
    slider.value = String(shown);
    back.disabled = shown === 0;
    forward.disabled = this.#step === null;
    const layers = `${last - 1} ${last === 2 ? "layer" : "layers"}`;
    const where = shown === 0 ? "the input" : `layer ${shown} of ${last - 1}`;
    text.textContent = this.#step === null ? layers : where;
    slider.setAttribute("aria-valuetext", this.#step === null ? `all ${layers}` : where);
  }
}
