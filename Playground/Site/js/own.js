// The reader's own texts: what was typed into the playground, the latest first. Each is kept as it is
// typed, longer than the tab. What is edited becomes a text of its own, whatever it was before.

import { freshNumber, listenForMemory, recall, remember } from "./memory.js";

/** How many texts are kept. */
const most = 8;

const parts = { own: "string", source: "string", input: "string", dialect: "string", causal: "boolean" };

/** Others may have written what is kept. */
function checked(texts) {
  const isGood = (text) => Object.entries(parts).every(([name, kind]) => typeof text?.[name] === kind);
  return Array.isArray(texts) ? texts.filter(isGood).slice(0, most) : [];
}

class OwnTexts {
  /** Called when the texts or their titles are others. */
  onchange = () => {};
  #listed = "";

  constructor() { listenForMemory(() => this.#tell()); }

  get all() { return checked(recall().own); }

  find(number) { return this.all.find((text) => text.own === number) ?? null; }

  /** Keeps the page's text, in the place of the one with the number `own`; gives the number. A text of
   * which nothing is left stays as it was before, and what comes next is another. */
  keep({ own, source, input, dialect, causal }) {
    if (source.trim() === "") return null;
    const kept = { own: own ?? freshNumber(), source, input, dialect, causal };
    remember({ own: [kept, ...this.all.filter((text) => text.own !== kept.own)].slice(0, most) });
    this.#tell();
    return kept.own;
  }

  #tell() {
    const listed = JSON.stringify(this.all.map((text) => [text.own, titleOf(text)]));
    if (listed === this.#listed) return;
    this.#listed = listed;
    this.onchange();
  }
}

/** The last line of a text, which says what it computes. */
export function titleOf({ source }) {
  const line = source.trimEnd().split("\n").at(-1).trim();
  return line.length > 44 ? `${line.slice(0, 43)}…` : line;
}

export const own = new OwnTexts();
