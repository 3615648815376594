// The live figure in a notebook: the page's own, whose requests Python answers. It stands in a shadow root,
// so that its styles and the notebook's keep apart.

import style from "../style.css";
import { paletteSheet } from "./colours.js";
import { el } from "./dom.js";
import { Figure } from "./figure.js";
import { findingBox } from "./finding.js";

const help = "Text, one token a character; or a JSON array such as [3, 1, 2].";

/** The page's rules, which are of a document, as those of a shadow root. */
function pageSheet() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.replaceAll(/:root(\[[^\]]*\])?/g, (_, part) => (part ? `:host(${part})` : ":host")));
  return sheet;
}

/** Follows the colours of JupyterLab, or of VS Code. */
function followTheme(host) {
  const { body } = document;
  const set = () => {
    const isDark = body.dataset.jpThemeLight === "false" || body.classList.contains("vscode-dark");
    host.dataset.theme = isDark ? "dark" : "light";
  };
  set();
  const observer = new MutationObserver(set);
  observer.observe(body, { attributeFilter: ["class", "data-jp-theme-light"] });
  return () => observer.disconnect();
}

/** Requests to Python and their replies. A newer request of a kind leaves the older one unanswered. */
class Kernel {
  #model;
  #number = 0;
  #waiting = new Map();

  constructor(model) {
    this.#model = model;
    this.listen = ({ number, reply }) => {
      for (const [kind, job] of this.#waiting) {
        if (job.number !== number) continue;
        this.#waiting.delete(kind);
        job.resolve(reply);
      }
    };
    model.on("msg:custom", this.listen);
  }

  ask(kind, request) {
    this.#waiting.get(kind)?.resolve(null);
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve) => {
      this.#waiting.set(kind, { number, resolve });
      this.#model.send({ number, request });
    });
  }

  end() { this.#model.off("msg:custom", this.listen); }
}

function render({ model, el: place }) {
  const kernel = new Kernel(model);
  const host = el("div", { class: "swift-rasp-explorer" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = pageSheet();
  root.adoptedStyleSheets = [sheet];
  const input = el("input", {
    type: "text", id: "input", spellcheck: "false", autocomplete: "off", title: help, value: model.get("text"), oninput: () => show(),
  });
  const causal = el("input", { type: "checkbox", id: "causal", checked: model.get("causal"), onchange: () => show() });
  const messages = el("div", { class: "messages", role: "status", "aria-live": "polite" });
  const panel = el("section", { class: "panel", "aria-label": "Figure" });
  root.append(el("div", { class: "widget" },
    el("div", { class: "bar" }, el("label", { class: "field grow" }, "Input ", input), el("label", { class: "check" }, causal, " Causal")),
    messages, panel));
  place.append(host);
  const figure = new Figure(panel);
  figure.ask = (kind, request) => kernel.ask(kind, request);

  async function show() {
    const reply = await kernel.ask("view", ["view", input.value, causal.checked]);
    if (!reply) return;
    const errors = [...(reply.refused ? [{ message: reply.refused }] : []), ...(reply.runErrors ?? [])];
    messages.replaceChildren(...errors.map((error) => findingBox(error, "message error", "Error: ", () => {})));
    if (reply.palette) root.adoptedStyleSheets = [sheet, paletteSheet(reply)];
    if (reply.heads || reply.output) figure.show({ heads: [], ...reply });
    else figure.markStale();
    host.dataset.ran = String(Number(host.dataset.ran ?? 0) + 1);
  }

  const unfollow = followTheme(host);
  show();
  return () => { unfollow(); kernel.end(); };
}

export default { render };
