// The second view: the heads as a table, and how the fast evaluator would compute them.

import { el } from "./dom.js";
import { term } from "./glossary.js";

export class Heads {
  ask = async () => null;
  online = () => {};

  #panel;
  #reply = null;
  #isDrawn = false;

  constructor(panel) { this.#panel = panel; }

  /** Takes what a run gave; drawn when it is looked at. */
  show(reply) {
    this.#reply = reply;
    this.#isDrawn = false;
    if (!this.#panel.hidden) this.draw();
  }

  async draw() {
    if (this.#isDrawn || !this.#reply) return;
    this.#isDrawn = true;
    const shown = this.#reply;
    const reply = await this.ask("plan", ["plan"]);
    if (shown !== this.#reply) return;
    const plan = reply?.plan
      ? [el("h3", {}, "How each head is evaluated without its matrix"),
        el("pre", { class: "plan", tabindex: "0" }, reply.plan),
        el("h3", {}, "The program, one operation a line"),
        el("pre", { class: "plan", tabindex: "0" }, reply.program)]
      : [];
    this.#panel.replaceChildren(this.#table(), ...plan);
  }

  #table() {
    if (this.#reply.heads.length === 0) {
      return el("p", { class: "empty" }, "No attention: every position is computed by itself.");
    }
    const rows = this.#reply.heads.map((head) => el("tr", {},
      el("td", {}, String(head.layer)),
      el("td", {}, head.name ?? "–"),
      el("td", {}, el("code", {}, head.caption)),
      el("td", {}, head.value ? el("code", {}, head.value) : "–"),
      el("td", {}, head.line ? el("button", {
        type: "button", class: "line-link", onclick: () => this.online(head.line),
      }, String(head.line)) : "–")));
    const titles = ["Layer", "Head", "Attends where", "Moves", "Line"];
    return el("div", { class: "scroll", tabindex: "0" }, el("table", {},
      el("thead", {}, el("tr", {}, titles.map((title) => el("th", { scope: "col" }, term(title))))),
      el("tbody", {}, rows)));
  }
}
