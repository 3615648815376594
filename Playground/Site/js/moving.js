// The figure as a moving picture: an SVG in which one part comes after the other, the input, each layer, the
// steps between them, the result. Where nothing moves it is the whole figure. It is made as a text: the page's
// policy allows no document with a style of its own.

/** Seconds from one part to the next, and for which the whole figure stays. */
const [step, rest] = [1, 3];

/** Where the legend starts, the last part; it is there from the start. */
function legendOf(text) {
  const words = text.lastIndexOf(">left: queries<");
  return words < 0 ? text.length : text.lastIndexOf("</g>\n</g>", words);
}

/** The text of a figure with a class for each of its parts, the groups in its outermost one; and their number. */
function marked(text) {
  const legend = legendOf(text);
  let [depth, count] = [0, 0];
  const figure = text.replace(/<g\b|<\/g>/g, (tag, place) => {
    depth += tag === "<g" ? 1 : -1;
    if (tag !== "<g" || depth !== 2 || place > legend) return tag;
    count += 1;
    return `<g class="a${count - 1}"`;
  });
  return { figure, count };
}

/** The text of a figure with the rules that move it. */
export function moving(text) {
  const { figure, count } = marked(text);
  const whole = step * count + rest;
  let rules = "";
  for (let index = 0; index < count; index += 1) {
    const start = (100 * step * index) / whole;
    rules += `@keyframes a${index}{0%,${start.toFixed(1)}%{opacity:.08}${(start + 3).toFixed(1)}%,98%{opacity:1}}`
      + `.a${index}{animation:a${index} ${whole}s infinite}`;
  }
  return figure.replace("</style>", `</style>\n<style>@media (prefers-reduced-motion:no-preference){${rules}}</style>`);
}
