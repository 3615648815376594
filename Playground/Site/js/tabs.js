// Views of the program side by side as tabs. A further view is one more `add`.

import { byId, el } from "./dom.js";

export class Tabs {
  onselect = () => {};

  #tabs = new Map();
  #list = byId("tabs");
  #panels = byId("panels");

  constructor() {
    this.#list.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!move) return;
      const ids = [...this.#tabs.keys()];
      const next = ids[(ids.indexOf(this.selected) + move + ids.length) % ids.length];
      this.select(next);
      this.#tabs.get(next).tab.focus();
    });
  }

  /** A tab with an empty panel, which is returned. */
  add(id, title) {
    const panel = el("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}` });
    const tab = el("button", {
      type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`,
      onclick: () => this.select(id),
    }, title);
    this.#tabs.set(id, { tab, panel });
    this.#list.append(tab);
    this.#panels.append(panel);
    if (this.#tabs.size === 1) this.select(id);
    else this.#draw();
    return panel;
  }

  select(id) {
    if (!this.#tabs.has(id)) return;
    this.selected = id;
    this.#draw();
    this.onselect(id);
  }

  #draw() {
    for (const [id, { tab, panel }] of this.#tabs) {
      const isSelected = id === this.selected;
      tab.setAttribute("aria-selected", isSelected);
      tab.tabIndex = isSelected ? 0 : -1;
      panel.hidden = !isSelected;
    }
  }
}
