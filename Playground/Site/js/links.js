// The figure with links: which output becomes which key, query and value. It is drawn by the module of the
// weights, as one picture in the place of the live figure, and only for those who ask for it.

import { el } from "./dom.js";
import { parseFigure } from "./head.js";

export class Links {
  /** What the page does: keeps the choice. */
  onchoose = () => {};

  #panel;
  #engine;
  #box = el("input", { type: "checkbox", id: "links", onchange: () => this.#choose() });
  #picture = el("div", { class: "fig scroll", id: "linked", tabindex: "0", role: "group", "aria-label": "Figure with links", hidden: true });
  /** The program that the page shows, as requests name it. */
  #program = null;

  constructor(panel, engine) {
    this.#panel = panel;
    this.#engine = engine;
    panel.append(this.#picture, el("div", { class: "switch" }, el("label", { class: "check" }, this.#box,
      " Links: which output becomes which key, query and value")));
  }

  get isOn() { return this.#box.checked; }

  /** Takes a choice that was kept. */
  choose(isOn) { this.#box.checked = isOn; }

  #choose() {
    this.onchoose(this.isOn);
    this.draw();
  }

  /** Takes what was run; there are links if there are heads. */
  show(reply, program) {
    this.#program = program;
    this.#box.closest(".switch").hidden = !reply.heads?.some(({ value }) => value);
    this.draw();
  }

  /** Shows the picture, or the live figure. */
  async draw() {
    const isShown = this.isOn && !this.#box.closest(".switch").hidden;
    if (!isShown) return this.#place(null);
    const program = this.#program;
    const reply = await this.#ask("links", true);
    if (!reply || program !== this.#program || !this.isOn) return;
    this.#place(reply.svg ? parseFigure(reply.svg)
      : el("p", { class: "empty" }, reply.refused ?? "This figure cannot be drawn with links."));
  }

  /** The picture as a file, for those who save it; of a kind of request of its own. */
  async file() { return this.#ask("links to save", false); }

  #ask(kind, isBare) {
    const { text: [dialect, source, call, causal], earlier, input } = this.#program;
    return this.#engine.ask(kind, ["links", dialect, source, call, input, causal, isBare, ...earlier]);
  }

  #place(picture) {
    this.#panel.classList.toggle("with-links", picture !== null);
    this.#picture.hidden = picture === null;
    this.#picture.replaceChildren(...(picture ? [picture] : []));
  }
}
