// The entries of the browser's history. Each has a number, and what it shows is kept under that as it
// changes: the address follows a little later, and Back may be faster. What is kept lasts as long as the
// tab; without storage, the addresses alone are there.

import { freshNumber } from "./memory.js";

const prefix = "rasp-entry ";

/** How many entries are kept; of older ones there is the address. */
const most = 60;

const numbers = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).sort();

export class Entries {
  #current = null;

  /** The number of the entry that is shown. */
  get current() { return this.#current; }

  /** Keeps what the entry that is shown holds. */
  keep(content) {
    try {
      sessionStorage.setItem(prefix + this.#current, JSON.stringify(content));
      for (const old of numbers().slice(0, -most)) sessionStorage.removeItem(old);
    } catch {
      // Private windows may refuse, and space may run out.
    }
  }

  /** Another entry, behind the one that is shown. */
  push() {
    this.#current = freshNumber();
    history.pushState({ entry: this.#current }, "");
  }

  /** Whether the browser shows another entry than before; it is the one that is shown from then on. */
  arrive() {
    const entry = history.state?.entry;
    if (entry && entry === this.#current) return false;
    this.#current = entry ?? freshNumber();
    if (!entry) history.replaceState({ entry: this.#current }, "");
    return true;
  }

  /** What was kept of the entry that is shown; `null` if nothing. */
  recall() {
    try {
      return JSON.parse(sessionStorage.getItem(prefix + this.#current));
    } catch {
      return null;
    }
  }
}
