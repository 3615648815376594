// One attention head: the figure that the module drew, with cells that can be pointed at and moved
// between with the keyboard.

import { el, svg } from "./dom.js";

const parser = new DOMParser();

/** How far an element is from the origin of the SVG, by its own and its parents' translations. */
function offset(element) {
  let [x, y] = [0, 0];
  for (let at = element; at && at.tagName !== "svg"; at = at.parentNode) {
    const numbers = at.getAttribute("transform")?.match(/-?[\d.]+/g)?.map(Number);
    if (numbers) [x, y] = [x + numbers[0], y + (numbers[1] ?? 0)];
  }
  return [x, y];
}

/** A figure of the module as an element. Styles are set by script: the policy allows no other. */
export function parseFigure(text) {
  const drawing = parser.parseFromString(text.replaceAll(' style="', ' data-style="'), "image/svg+xml");
  const picture = document.importNode(drawing.documentElement, true);
  for (const element of picture.querySelectorAll("[data-style]")) element.style.cssText = element.dataset.style;
  return picture;
}

const textsOf = (root, kind) =>
  [...root.querySelectorAll(`g.${kind}`)].map((group) => [...group.querySelectorAll("text")]);

export class HeadView {
  /** Called with (query, key), or nothing, when a cell is pointed at; with an output's position. */
  onpoint = () => {};
  onoutput = () => {};

  #picture;
  #pad;
  #spot = svg("g", { class: "spot" });
  #path = svg("g", { class: "path" });
  #columns;
  #row;
  #texts;
  #cell = null;

  constructor(head) {
    this.drawing = head.svg;
    this.rows = head.rows;
    this.#picture = parseFigure(head.svg);
    for (const name of ["role", "aria-label"]) this.#picture.removeAttribute(name);
    this.#picture.setAttribute("aria-hidden", "true");
    this.#measure();
    this.#texts = { key: textsOf(this.#picture, "k"), query: textsOf(this.#picture, "q"),
      value: textsOf(this.#picture, "v"), output: textsOf(this.#picture, "o") };
    this.element = el("div", { class: "matrix", tabindex: "0", role: "application",
      "aria-roledescription": "attention matrix" }, this.#picture);
    this.#listen();
  }

  set label(text) { this.element.setAttribute("aria-label", text); }

  #measure() {
    const grid = this.#picture.querySelector("path[data-columns]");
    this.#columns = grid.dataset.columns.split(" ").map(Number);
    this.#row = Number(grid.dataset.row);
    const [x, y] = offset(grid.parentNode);
    const size = { width: this.#columns.at(-1), height: this.#row * this.rows.length };
    this.#pad = svg("rect", { class: "pad", x, y, ...size });
    const place = { transform: `translate(${x},${y})` };
    const layer = svg("g", place);
    layer.append(this.#path, this.#spot);
    this.#picture.append(layer, this.#pad);
  }

  #listen() {
    this.#pad.addEventListener("pointermove", (event) => this.point(...this.#cellAt(event)));
    this.#pad.addEventListener("click", (event) => this.point(...this.#cellAt(event)));
    // A finger leaves as soon as it is lifted; what it pointed at stays.
    this.#pad.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") this.point();
    });
    this.element.addEventListener("focus", () => {
      if (this.element.matches(":focus-visible")) this.point(...(this.#cell ?? [0, 0]));
    });
    this.element.addEventListener("blur", () => this.point());
    this.element.addEventListener("keydown", (event) => this.#key(event));
    for (const column of this.#texts.output) {
      column.forEach((text, position) => {
        text.classList.add("output");
        text.addEventListener("click", () => this.onoutput(position));
      });
    }
  }

  #cellAt(event) {
    const box = this.#pad.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.#columns.at(-1);
    const y = ((event.clientY - box.top) / box.height) * this.rows.length;
    const key = this.#columns.findIndex((edge) => edge > x) - 1;
    const last = this.rows.length - 1;
    return [Math.min(last, Math.max(0, Math.floor(y))), key < 0 ? last : key];
  }

  #key(event) {
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const last = this.rows.length - 1;
    const [query, key] = this.#cell ?? [0, 0];
    if (moves[event.key]) {
      const [down, right] = moves[event.key];
      const clamp = (place) => Math.min(last, Math.max(0, place));
      this.point(clamp(query + down), clamp(key + right));
    } else if (event.key === "Home") this.point(query, 0);
    else if (event.key === "End") this.point(query, last);
    else if (event.key === "Enter" || event.key === " ") this.onoutput(query);
    else return;
    event.preventDefault();
  }

  /** Lights up a cell and all that meets there, or nothing. */
  point(query, key) {
    if (this.rows.length === 0) return;
    const isNew = query !== this.#cell?.[0] || key !== this.#cell?.[1];
    if (!isNew) return;
    this.#cell = query === undefined ? null : [query, key];
    this.#light();
    this.onpoint(query, key);
  }

  #light() {
    for (const text of this.#picture.querySelectorAll(".lit")) text.classList.remove("lit");
    this.element.classList.toggle("pointing", this.#cell !== null);
    this.#spot.replaceChildren();
    if (!this.#cell) return;
    const [query, key] = this.#cell;
    const isOn = this.rows[query][key] === "1";
    const lit = [...this.#at("key", key), ...this.#at("query", query)];
    if (isOn) lit.push(...this.#at("value", key), ...this.#at("output", query));
    for (const text of lit) text?.classList.add("lit");
    const [width, height] = [this.#columns.at(-1), this.#row * this.rows.length];
    const [left, top] = [this.#columns[key], query * this.#row];
    const cellWidth = this.#columns[key + 1] - left;
    this.#spot.append(
      svg("rect", { class: "band", x: 0, y: top, width, height: this.#row }),
      svg("rect", { class: "band", x: left, y: 0, width: cellWidth, height }),
      svg("rect", { class: isOn ? "cell on" : "cell", x: left, y: top, width: cellWidth, height: this.#row }));
  }

  #at(kind, place) { return this.#texts[kind].map((texts) => texts[place]); }

  /** Shows the cells (query, key) and outputs that a value came through. */
  showPath(cells, outputs) {
    for (const text of this.#picture.querySelectorAll(".traced")) text.classList.remove("traced");
    this.#path.replaceChildren(...cells.map(([query, key]) => {
      const left = this.#columns[key];
      const width = this.#columns[key + 1] - left;
      for (const text of this.#at("value", key)) text?.classList.add("traced");
      return svg("rect", { x: left, y: query * this.#row, width, height: this.#row });
    }));
    for (const position of outputs) {
      for (const text of this.#at("output", position)) text?.classList.add("traced");
      for (const text of this.#at("query", position)) text?.classList.add("traced");
    }
  }
}
