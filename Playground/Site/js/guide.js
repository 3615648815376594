// What stands above the editor: a step of the tour, or a puzzle.

import { celebrate } from "./celebrate.js";
import { byId, el } from "./dom.js";
import { circuits } from "./examples.js";
import { glossed, term } from "./glossary.js";
import { highlight } from "./highlight.js";
import { progress } from "./progress.js";
import { tour } from "./tour.js";

/** Text with `code`, **words that matter** and words of the glossary; `seen` are those that were there. */
const rich = (text, seen) => text.split("**").flatMap((part, index) => {
  const pieces = part.split("`").flatMap((piece, place) => (place % 2 ? [el("code", {}, piece)] : glossed(piece, seen)));
  return index % 2 ? [el("strong", {}, pieces)] : pieces;
});

const button = (text, onclick, attributes = {}) =>
  el("button", { type: "button", ...attributes, onclick }, text);

/** Draws a step of the tour. `page` has what it does: `go` to a step, `reset`, `show` an answer, `solve` the
 * puzzles, `open` an example, and how many `puzzles` there are. */
export function drawTour(guide, id, page) {
  const { go } = page;
  const index = Math.max(0, tour.findIndex((step) => step.id === id));
  const step = tour[index];
  const seen = new Set();
  const pick = el("select", { "aria-label": "Step of the tour", onchange: () => go(pick.value) },
    tour.map((each, place) => el("option", { value: each.id, selected: place === index }, `${place + 1}. ${each.title}`)));
  guide.replaceChildren(
    el("div", { class: "guide-top steps" }, el("span", { class: "count" }, `Step ${index + 1} of ${tour.length}`), pick),
    el("h2", { tabindex: "-1" }, step.title),
    ...step.text.map((text) => el("p", {}, rich(text.replace("{puzzles}", page.puzzles), seen))),
    ...(step.circuits ? [el("div", { class: "circuits", role: "group", "aria-label": "Circuits" },
      circuits.map((circuit) => button(circuit.title.split(":")[0], () => page.open(circuit), { title: circuit.title })))] : []),
    el("div", { class: "attempt" },
      el("p", {}, el("strong", {}, "Try it. "), rich(step.attempt, seen)),
      el("details", { class: "answer" }, el("summary", {}, "Answer"),
        el("p", {}, rich(step.answer, seen)),
        step.solution ? button("Put it into the editor", () => page.show(step.solution, step.solutionInput ?? step.input)) : null)),
    el("div", { class: "guide-bottom" },
      button("Back", () => go(tour[index - 1].id), { disabled: index === 0 }),
      button("Start this step again", page.reset, { class: "quiet" }),
      index + 1 < tour.length ? button("Next", () => go(tour[index + 1].id), { class: "primary" })
        : button("To the puzzles", page.solve, { class: "primary" })));
}

/** What the steps before have defined, folded above the editor; nothing if there is nothing. */
export function drawHelpers(box, helpers, dialect) {
  box.hidden = !helpers;
  box.open = false;
  if (!helpers) return;
  const names = [...helpers.matchAll(/^(?:def )?(\w+)(?: =|\()/gm)].map(([, name]) => el("code", {}, name));
  const listed = names.flatMap((name, index) => (index ? [", ", name] : [name]));
  box.replaceChildren(
    el("summary", {}, "Defined by the steps before: ", ...listed),
    el("pre", { class: "defined", tabindex: "0", "aria-label": "Definitions" }, ...coloured(helpers.trimEnd(), dialect)));
}

/** A text with its words in their colours. */
function coloured(text, dialect) {
  const parts = [];
  let end = 0;
  for (const word of highlight(text, dialect)) {
    parts.push(text.slice(end, word.start), el("span", { class: word.kind }, text.slice(word.start, word.end)));
    end = word.end;
  }
  return [...parts, text.slice(end)];
}

/** Draws the list of puzzles anew, where another page has solved one. */
export function drawPuzzleList(guide, puzzles, name, go) {
  guide.querySelector(".guide-top")?.replaceWith(puzzleList(puzzles, puzzles.find((each) => each.name === name), go));
}

/** Draws a puzzle. `page` has what it does: `go`, `check`, `reset`, `show(source)`. */
export function drawPuzzle(guide, puzzles, name, page) {
  const puzzle = puzzles.find((each) => each.name === name) ?? puzzles[0];
  const index = puzzles.indexOf(puzzle);
  const seen = new Set();
  const hints = el("ol", { class: "hints", "aria-live": "polite" });
  const more = button("Hint", () => {
    hints.append(el("li", {}, rich(puzzle.hints[hints.children.length], seen)));
    more.disabled = hints.children.length === puzzle.hints.length;
    more.textContent = more.disabled ? "No more hints" : "Another hint";
  });
  const solution = button("Show a solution", () => page.show(puzzle.solution), { class: "quiet" });
  guide.replaceChildren(
    puzzleList(puzzles, puzzle, page.go),
    el("h2", { tabindex: "-1" }, puzzle.name),
    el("p", {}, rich(puzzle.task, seen)),
    el("dl", { class: "examples" }, puzzle.examples.flatMap((example) => [
      el("dt", {}, el("code", {}, example.call), " on ", el("code", {}, example.input)),
      el("dd", {}, "gives ", el("code", {}, example.answer.replaceAll(",", ", ")))])),
    el("p", { class: "par" }, term("Par"), `: ${puzzle.par}. The functions of the puzzles before this one are there to be used.`),
    hints,
    el("div", { id: "verdict", class: "verdict", role: "status", "aria-live": "polite" }),
    el("div", { class: "guide-bottom" },
      button("Check", page.check, { class: "primary", id: "check", title: "Ctrl+Enter in the editor" }), more, solution,
      button("Start again", page.reset, { class: "quiet" }),
      index + 1 < puzzles.length ? button("Next puzzle", () => page.go(puzzles[index + 1].name)) : null));
}

function puzzleList(puzzles, current, go) {
  const count = puzzles.filter((puzzle) => progress.solved[puzzle.name]).length;
  return el("div", { class: "guide-top" },
    el("span", { class: "count" }, `${count} of ${puzzles.length} solved`),
    el("div", { class: "puzzle-list", role: "group", "aria-label": "Puzzles" }, puzzles.map((puzzle, index) => {
      const solved = progress.solved[puzzle.name];
      const state = solved ? (solved.beatsPar ? "beaten" : "solved") : "";
      return button(state === "beaten" ? "★" : state ? "✓" : String(index + 1), () => go(puzzle.name), {
        class: `dot ${state}`, title: puzzle.name, "aria-current": puzzle === current ? "true" : null,
        "aria-label": `Puzzle ${puzzle.name}${state ? ", solved" : ""}`,
      });
    })));
}

/** Says what checking came to, and celebrates; `challenge` passes a solved puzzle on. */
export function drawVerdict(name, reply, challenge) {
  const box = byId("verdict");
  box.className = `verdict ${reply.state}`;
  if (reply.state === "solved") {
    const comparison = reply.comparison ? `: ${reply.comparison}` : ", at par.";
    box.replaceChildren(el("strong", {}, reply.beatsPar ? "Better than par! " : "Solved! "), `In ${reply.score}${comparison} `,
      button("Challenge a friend", () => challenge(name, reply.score), { id: "challenge", title: "Copy a link to the puzzle, without your solution" }));
    celebrate();
  } else if (reply.state === "wrong") {
    box.replaceChildren(el("strong", {}, "Not yet. "), "On ", el("code", {}, reply.input || "no tokens"), ", ",
      el("code", {}, reply.call), " gives ", el("code", {}, reply.output), " but it should give ",
      el("code", {}, reply.expectedResult), ". The figure shows this case.");
  } else if (reply.state === "open") {
    box.replaceChildren("There is no solution here yet.");
  } else {
    const where = reply.call ? [" On ", el("code", {}, reply.input || "no tokens"), ", ", el("code", {}, reply.call), ": "] : [" "];
    box.replaceChildren(el("strong", {}, "An error."), ...where, reply.error?.message ?? "It took too long and was stopped.");
  }
}
