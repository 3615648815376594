// What is kept of the puzzles: the texts, and what was solved. Several pages may be open: each writes
// what changed of the puzzle at hand, and takes over what the others write.

import { listenForMemory, recall, remember } from "./memory.js";

/** The parts of a kept object that are what they should be; others may have written it. */
function checked(kept, isGood) {
  return Object.fromEntries(Object.entries(kept ?? {}).filter(([, value]) => isGood(value)));
}

const isText = (value) => typeof value === "string";

class Progress {
  /** The reader's text of each puzzle, by its name. */
  texts = {};
  /** Of each puzzle that was solved the text, its score, and whether it ever beat the par. */
  solved = {};
  /** Called when another page has written. */
  onchange = () => {};

  constructor() {
    this.#read();
    listenForMemory(() => {
      this.#read();
      this.onchange();
    });
  }

  #read() {
    const { texts, solved } = recall();
    this.texts = checked(texts, isText);
    this.solved = checked(solved, (value) => isText(value?.source) && isText(value.score));
  }

  #write() { remember({ texts: this.texts, solved: this.solved }); }

  /** Keeps the text of a puzzle; none if it is to start again. */
  keep(name, text) {
    this.#read();
    if (text === undefined) delete this.texts[name];
    else this.texts[name] = text;
    this.#write();
  }

  solve(name, source, { score, beatsPar }) {
    this.#read();
    this.texts[name] = source;
    this.solved[name] = { source, score, beatsPar: beatsPar || Boolean(this.solved[name]?.beatsPar) };
    this.#write();
  }
}

export const progress = new Progress();
