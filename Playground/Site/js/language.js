// The language in two modules: the page's own reads texts of one dialect that import nothing, which
// most do; the other one reads all, is larger, and is loaded for the first text that needs it.

import { Engine, scriptModule } from "./engine.js";

/** What a text imports; a comment or a string may look like it, which does no harm. */
const imports = /(?:^|[;:])\s*(?:import\s+(.+)|from\s+(\S+)\s+import\b)/gm;

/** The modules that the page's own module has: the language itself, and names that say nothing. */
const language = /^(?:raspy(?:\.\w+)*|typing|__future__)$/;

function importsMore(text) {
  return [...text.matchAll(imports)].some(([, list, module]) => !language.test((module ?? list).trim()));
}

export class Language {
  #own = new Engine(() => scriptModule("module.js", "raspModule"));
  #all = null;
  /** The engine that has the program that was run last. */
  #last = this.#own;
  /** The dialects that the page's own module reads, by their ids. */
  #dialects = new Set();

  /** What the language is: dialects, puzzles, colours. */
  async about() {
    const about = await this.#own.ask("about", ["about"]);
    this.#dialects = new Set(about?.reads);
    return about;
  }

  /** The reply to a request that is about texts: a name, a dialect and them. */
  read(kind, request) {
    const [, dialect, ...texts] = request;
    const isOwn = this.#dialects.has(dialect) && !texts.some((text) => typeof text === "string" && importsMore(text));
    const engine = isOwn ? this.#own : (this.#all ??= new Engine(() => scriptModule("texts.js", "raspTexts")));
    if (kind === "run") this.#last = engine;
    return engine.ask(kind, request);
  }

  /** The reply to a request that is about the program that was run last. */
  ask(kind, request) {
    return this.#last.ask(kind, request);
  }
}
