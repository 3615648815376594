// What stands where in a matrix, in the colours of the figure, and what its shades mean.

import { el } from "./dom.js";
import { term } from "./glossary.js";

const place = (role, where, what) => el("span", {}, where, " ", el("b", { class: `role-${role}` }, term(what)));

/** The legend of heads as the module drew them: no more than what is there. */
export function legend(heads) {
  const has = (mark) => heads.some(({ svg }) => svg.includes(mark));
  const entry = (isThere, text) => (isThere ? el("span", {}, text) : null);
  return el("p", { class: "legend" },
    el("span", {}, "In a matrix,"),
    place("key", "above:", "keys"), place("query", "left:", "queries"),
    heads.some(({ value }) => value) ? [place("value", "below:", "values"), place("output", "right:", "outputs")] : null,
    entry(has('class="s" fill-opacity'), "pale: it matches, another was chosen"),
    entry(has("url(#hatching)"), "hatched: later positions, which a causal head does not see"),
    entry(has('class="v" fill-opacity'), "red: the row where the program failed"));
}
