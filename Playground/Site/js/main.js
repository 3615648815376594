// The page: its state, and what happens when it changes.

import { addPalette, listenForTheme } from "./colours.js";
import { byId, el, toast } from "./dom.js";
import { Editor } from "./editor.js";
import { Engine, scriptModule, timeLimit } from "./engine.js";
import { Entries } from "./entries.js";
import { exampleNamed, examples, firstExample } from "./examples.js";
import { Figure } from "./figure.js";
import { findingBox } from "./finding.js";
import { showGlossary } from "./glossary.js";
import { drawHelpers, drawPuzzle, drawPuzzleList, drawTour, drawVerdict } from "./guide.js";
import { Heads } from "./heads.js";
import { learn } from "./highlight.js";
import { Language } from "./language.js";
import { Links } from "./links.js";
import { own, titleOf } from "./own.js";
import { progress } from "./progress.js";
import { saveMoving, savePNG, saveSVG } from "./save.js";
import { checked, pack, unpack } from "./share.js";
import { Tabs } from "./tabs.js";
import { tour } from "./tour.js";
import { figureAddress, isFigureAlone, showFigureAlone } from "./view.js";
import { Weights } from "./weights.js";
import { Words } from "./words.js";

const start = exampleNamed("flip");

/** What the address holds; and the number of the reader's own text, if it is one. */
const state = {
  mode: "play", dialect: "raspy", source: start.source, input: start.input, call: "",
  causal: false, step: null, tab: "figure", tour: tour[0].id, puzzle: "",
  vocabulary: "", maximumLength: "", own: null, links: false,
};

/** The texts of the playground and of the tour's steps while others are shown. */
const drafts = new Map();

const entries = new Entries();
const language = new Language();
const editor = new Editor(byId("editor"));
const words = new Words(editor);
const tabs = new Tabs();
/** The compiler, and what draws links: a module of its own, loaded for the first that asks for it. */
const compiler = new Engine(() => scriptModule("weights.js", "raspWeights"));
const figurePanel = tabs.add("figure", "Figure");
const figure = new Figure(figurePanel);
const links = new Links(figurePanel, compiler);
const heads = new Heads(tabs.add("heads", "Heads"));
const weights = new Weights(tabs.add("weights", "Weights"), compiler);
let puzzles = [];
/** What a wrong solution should have given, while its case is shown. */
let expected = null;

// Running

/** The number of the last run that was asked for. */
let wanted = 0;

async function run() {
  const { input } = state;
  const [text, earlier] = [[state.dialect, state.source, state.call || null, state.causal], earlierTexts()];
  const request = ["run", ...text.slice(0, 3), input, state.causal, ...earlier];
  const began = performance.now();
  wanted += 1;
  const number = wanted;
  document.querySelector(".panel").setAttribute("aria-busy", "true");
  const reply = await language.read("run", request);
  if (!reply || number !== wanted) return;
  showFindings(reply);
  weights.show(reply, { text, earlier, input });
  if (reply.heads || reply.output) {
    links.show(reply, { text, earlier, input });
    figure.show({ heads: [], ...reply }, expected ?? exampleAnswer());
    heads.show({ heads: [], ...reply });
  } else {
    figure.markStale();
    figure.say("The figure is of the last program that ran.");
  }
  document.querySelector(".panel").setAttribute("aria-busy", "false");
  document.body.dataset.ran = String(Number(document.body.dataset.ran ?? 0) + 1);
  document.body.dataset.took = (performance.now() - began).toFixed(1);
}

/** What the puzzle's example gives, while the figure shows it. */
function exampleAnswer() {
  if (state.mode !== "puzzles") return null;
  const examples = puzzleNamed(state.puzzle)?.examples ?? [];
  return examples.find(({ call, input }) => call === state.call && input === state.input)?.expected ?? null;
}

/** What was defined before the text: what the tour's step builds on, or the puzzles before this one,
 * the reader's solutions or else the puzzles' own. */
function earlierTexts() {
  if (state.mode === "tour") return [stepNamed(state.tour).helpers].filter(Boolean);
  if (state.mode !== "puzzles") return [];
  const index = puzzles.findIndex((puzzle) => puzzle.name === state.puzzle);
  return puzzles.slice(0, Math.max(0, index)).map((puzzle) => progress.solved[puzzle.name]?.source ?? puzzle.solution);
}

function showFindings(reply) {
  const stopped = reply.stopped === "time"
    ? [{ message: `Stopped after ${timeLimit / 1000} seconds: the program may never end.`, details: [] }]
    : reply.stopped ? [{ message: "Stopped: the program needs more memory than a page has.", details: [] }] : [];
  const refused = reply.refused ? [{ message: reply.refused, details: [] }] : [];
  const errors = [...stopped, ...refused, ...(reply.errors ?? []), ...(reply.runErrors ?? [])];
  const warnings = (reply.warnings ?? []).map((finding) => ({ ...finding, isWarning: true }));
  const lines = (reply.heads ?? []).map((head) => head.line).filter(Boolean);
  editor.mark([...errors, ...warnings], lines);
  byId("messages").replaceChildren(...[...errors, ...warnings].map(message));
  if (reply.isUnstarted) offerAgain(run);
  byId("input-error").textContent = reply.inputError ?? "";
  byId("input").setAttribute("aria-invalid", Boolean(reply.inputError));
  byId("printed").hidden = !reply.printed;
  byId("printed").textContent = reply.printed ?? "";
}

function message(finding) {
  const [kind, title] = finding.isWarning ? ["warning", "Warning: "] : ["error", "Error: "];
  return findingBox(finding, `message ${kind}`, title, (line) => editor.goTo(line), (text) => editor.prepend(text));
}

/** A button for what may work at a second try, such as loading a part of the page. */
function offerAgain(action) {
  byId("messages").append(el("button", { type: "button", id: "again", onclick: action }, "Try again"));
}

// The address

let addressTimer;

/** What differs from a fresh page. */
function shared() {
  const { mode, dialect, source, input, call, causal, step, tab } = state;
  const kept = { mode, dialect, source, input };
  for (const name of ["vocabulary", "maximumLength"]) if (state[name]) kept[name] = state[name];
  if (call) kept.call = call;
  if (causal) kept.causal = causal;
  if (state.links) kept.links = true;
  if (step !== null) kept.step = step;
  if (tab !== "figure") kept.tab = tab;
  if (mode === "tour") kept.tour = state.tour;
  if (mode === "puzzles") kept.puzzle = state.puzzle;
  return kept;
}

/** The addresses that are still to be written: packing one takes a moment. */
let written = Promise.resolve();

/** Writes the state as it is into the address, unless another entry is shown when it is packed. */
function writeAddress() {
  clearTimeout(addressTimer);
  const [kept, entry] = [shared(), entries.current];
  written = written.then(async () => {
    const hash = "#s=" + await pack(kept);
    if (history.state?.entry !== entry) return;
    try {
      history.replaceState(history.state, "", hash);
    } catch {
      // Too many changes in a short time; the next one will do.
    }
  });
  return written;
}

/** Keeps the state for Back, Forward and reloading, and the address up to date, so that it can be copied
 * at any time. */
function noteAddress() {
  entries.keep({ ...shared(), own: state.own });
  clearTimeout(addressTimer);
  addressTimer = setTimeout(writeAddress, 400);
}

/** Shows something else; the browser's button Back leads to what is shown now, with its text. */
function visit(change) {
  keepDraft();
  expected = null;
  entries.keep({ ...shared(), own: state.own });
  entries.push();
  state.own = null;
  change();
  writeAddress();
}

/** What the entry of the history that is shown holds: as it was kept, or as its address says. `null` if
 * neither is there. */
async function openEntry() {
  const packed = location.hash.match(/^#s=(.*)$/)?.[1];
  try {
    const kept = entries.recall();
    if (kept) return { ...checked(kept), own: own.find(kept.own)?.own ?? null };
    return packed ? await unpack(packed) : null;
  } catch {
    toast("The link is broken; here is a fresh page.");
    return null;
  }
}

/** Takes a state that was kept somewhere. */
function take(opened) {
  Object.assign(state, { call: "", causal: false, step: null, tab: "figure", vocabulary: "", maximumLength: "", own: null, links: false }, opened);
  makeKnown("mode", ["play", "tour", "puzzles"]);
  makeKnown("tour", tour.map((step) => step.id));
  makeKnown("puzzle", puzzles.map((puzzle) => puzzle.name));
  // A challenge names a puzzle and has no text.
  if (state.mode === "puzzles" && opened.source === undefined) {
    const { name, stub, examples: [example] } = puzzleNamed(state.puzzle);
    Object.assign(state, { source: progress.texts[name] ?? stub, call: example.call, input: example.input });
  }
  makeKnown("dialect", [...byId("dialect").options].map((option) => option.value));
  // The tour and the puzzles are written in the first dialect.
  if (state.mode !== "play") state.dialect = "raspy";
}

/** Shows another entry of the history, or a link that was put into the address. */
async function arrive() {
  if (!entries.arrive()) return;
  clearTimeout(addressTimer);
  expected = null;
  const entry = entries.current;
  const opened = await openEntry();
  if (!opened || entry !== entries.current) return;
  take(opened);
  show();
}

/** An address can name what is not there. */
function makeKnown(part, names) {
  if (!names.includes(state[part])) state[part] = names[0];
}

// Showing

/** Shows the state as it is. */
function show() {
  for (const item of document.querySelectorAll("nav [data-mode]")) {
    if (item.dataset.mode === state.mode) item.setAttribute("aria-current", "page");
    else item.removeAttribute("aria-current");
  }
  document.body.dataset.mode = isFigureAlone ? "play" : state.mode;
  editor.show(state.source, state.dialect);
  words.speak(state.dialect);
  // The steps of the tour build on each other: what is new stands last.
  if (state.mode === "tour") editor.showEnd();
  byId("input").value = state.input;
  byId("call").value = state.call;
  byId("call-label").hidden = state.mode !== "puzzles";
  byId("example-label").hidden = state.mode !== "play";
  byId("causal").checked = state.causal;
  byId("dialect").value = state.dialect;
  figure.setStep(state.step);
  weights.choose(state);
  links.choose(state.links);
  tabs.select(isFigureAlone ? "figure" : state.tab);
  drawGuide();
  changed();
}

function changed() {
  noteAddress();
  run();
}

function drawGuide() {
  const guide = byId("guide");
  guide.hidden = state.mode === "play" || isFigureAlone;
  guide.scrollTop = 0;
  drawHelpers(byId("helpers"), state.mode === "tour" ? stepNamed(state.tour).helpers : "", state.dialect);
  if (state.mode === "tour") {
    drawTour(guide, state.tour, {
      go: goToStep, reset: resetStep, show: showAnswer, solve: () => go("puzzles"), open: openExample, puzzles: puzzles.length,
    });
  }
  if (state.mode === "puzzles" && puzzles.length > 0) {
    drawPuzzle(guide, puzzles, state.puzzle, { go: goToPuzzle, check, reset: resetPuzzle, show: showSolution });
  }
}

/** Keeps the text of what is shown before something else is. A puzzle's is kept as it is typed, so that
 * a solution that was only shown does not take its place. */
function keepDraft() {
  if (state.mode === "puzzles") return;
  const { source, input, call, dialect, causal, own: number } = state;
  drafts.set(state.mode === "tour" ? `tour ${state.tour}` : "play", { source, input, call, dialect, causal, own: number });
}

function go(mode) {
  if (mode !== state.mode) visit(() => enter(mode));
}

function enter(mode) {
  if (mode === "tour") return enterStep(state.tour);
  if (mode === "puzzles") return enterPuzzle(state.puzzle || (puzzles.find((puzzle) => !progress.solved[puzzle.name]) ?? puzzles[0])?.name);
  const { source, input, dialect } = start;
  Object.assign(state, { mode, step: null, call: "" }, drafts.get("play") ?? { source, input, dialect });
  show();
}

/** A text is of one dialect: each has its own. */
function speak(dialect) {
  drafts.set(`play ${state.dialect}`, { source: state.source, own: state.own });
  const { source } = firstExample(dialect);
  visit(() => {
    Object.assign(state, { dialect, step: null }, drafts.get(`play ${dialect}`) ?? { source });
    show();
  });
}

function goToStep(id) {
  visit(() => enterStep(id));
  byId("guide").querySelector("h2").focus();
}

const stepNamed = (id) => tour.find((each) => each.id === id) ?? tour[0];

function enterStep(id) {
  const step = stepNamed(id);
  const [source, input] = [step.source.trimEnd(), step.input];
  Object.assign(state, { mode: "tour", tour: step.id, dialect: "raspy", step: null, call: "", causal: false },
    { source, input }, drafts.get(`tour ${step.id}`));
  show();
}

/** Puts a step's answer into the editor. */
function showAnswer(source, input) {
  visit(() => {
    Object.assign(state, { source, input });
    show();
  });
}

function resetStep() {
  visit(() => {
    drafts.delete(`tour ${state.tour}`);
    enterStep(state.tour);
  });
}

// Puzzles

const puzzleNamed = (name) => puzzles.find((puzzle) => puzzle.name === name) ?? puzzles[0];

function goToPuzzle(name) {
  visit(() => enterPuzzle(name));
  byId("guide").querySelector("h2").focus();
}

function enterPuzzle(name) {
  const puzzle = puzzleNamed(name);
  if (!puzzle) return;
  Object.assign(state, {
    mode: "puzzles", puzzle: puzzle.name, dialect: "raspy", step: null, causal: false,
    source: progress.texts[puzzle.name] ?? puzzle.stub,
    call: puzzle.examples[0].call, input: puzzle.examples[0].input,
  });
  show();
}

function resetPuzzle() {
  visit(() => {
    progress.keep(state.puzzle, undefined);
    enterPuzzle(state.puzzle);
  });
}

function showSolution(source) {
  visit(() => {
    state.source = source;
    editor.show(source, state.dialect);
    changed();
  });
}

async function check() {
  const name = state.puzzle;
  const source = state.source;
  const reply = await language.read("check", ["check", state.dialect, name, source, ...earlierTexts()]);
  if (!reply || name !== state.puzzle) return;
  if (reply.state === "solved") {
    progress.solve(name, source, reply);
    drawGuide();
  }
  drawVerdict(name, reply, challenge);
  expected = reply.state === "wrong" ? reply.expected : null;
  if (reply.call) Object.assign(state, { call: reply.call, input: reply.input });
  byId("call").value = state.call;
  byId("input").value = state.input;
  changed();
}

/** Keeps what is beside an own text with it. */
function keepOwn() {
  if (state.mode === "play" && state.own) own.keep(state);
}

// Listening

function listen() {
  editor.onchange = (text) => {
    state.source = text;
    expected = null;
    if (state.mode === "puzzles") progress.keep(state.puzzle, text);
    if (state.mode === "play") state.own = own.keep(state);
    changed();
  };
  editor.onpoint = (line) => figure.link(line);
  figure.ask = heads.ask = (kind, request) => language.ask(kind, request);
  figure.online = heads.online = weights.online = (line) => editor.goTo(line);
  links.onchoose = (isOn) => { state.links = isOn; noteAddress(); };
  weights.onchoose = (choices) => { Object.assign(state, choices); noteAddress(); };
  figure.onlinkedline = (line) => editor.link(line);
  figure.onstep = (step) => { state.step = step; noteAddress(); };
  tabs.onselect = (tab) => {
    state.tab = tab;
    if (tab === "heads") heads.draw();
    if (tab === "weights") weights.draw();
    noteAddress();
  };
  for (const id of ["input", "call"]) {
    byId(id).addEventListener("input", () => {
      state[id] = byId(id).value;
      expected = null;
      keepOwn();
      changed();
    });
  }
  byId("causal").addEventListener("change", () => {
    state.causal = byId("causal").checked;
    keepOwn();
    changed();
  });
  byId("dialect").addEventListener("change", () => speak(byId("dialect").value));
  byId("editor").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && state.mode === "puzzles") check();
  });
  for (const item of document.querySelectorAll("nav [data-mode]")) {
    item.addEventListener("click", () => go(item.dataset.mode));
  }
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
  progress.onchange = () => {
    if (state.mode === "puzzles") drawPuzzleList(byId("guide"), puzzles, state.puzzle, goToPuzzle);
  };
  byId("share").addEventListener("click", share);
  byId("words").addEventListener("click", showGlossary);
}

/** Copies a link to a puzzle, without what solves it. */
async function challenge(name, score) {
  const address = location.href.split("#")[0] + "#s=" + await pack({ mode: "puzzles", puzzle: name });
  const text = `Can you solve the puzzle ${name} in less than ${score}? ${address}`;
  await copy(text, "Copied: a link to the puzzle, without your solution.", text);
}

async function share() {
  await writeAddress();
  await copy(location.href, "Link copied. All of it is in the address: program, input and view.",
    "The link is in the address bar, with program, input and view.");
}

/** Copies a text and says so; or, where a page may not, says something else. */
async function copy(text, done, refused) {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(refused);
  }
}

/** The reader's own texts, first in the menu of examples. */
function fillOwn() {
  byId("own")?.remove();
  const texts = own.all.map((text) => el("option", { value: `own ${text.own}` }, titleOf(text)));
  if (texts.length > 0) byId("example").options[0].after(el("optgroup", { id: "own", label: "Yours" }, texts));
}

/** Shows an example, or an own text, in the playground. */
function openExample({ source, input, dialect, causal = false, own: number = null }) {
  visit(() => {
    Object.assign(state, { mode: "play", source, input, dialect, causal, own: number, step: null, call: "" });
    show();
  });
}

function fillExamples() {
  const menu = byId("example");
  menu.append(el("option", { value: "" }, "choose …"), ...examples.map((group) =>
    el("optgroup", { label: group.title }, group.items.map((item) => el("option", { value: item.name }, item.title)))));
  menu.addEventListener("change", () => {
    const chosen = own.find(menu.value.replace(/^own /, "")) ?? exampleNamed(menu.value);
    menu.value = "";
    if (chosen) openExample(chosen);
  });
  fillOwn();
  own.onchange = fillOwn;
}

function fillActions() {
  const save = (kind, what, saver) => el("button", {
    type: "button", class: "quiet", "aria-label": `Save the figure as ${what}`, title: `Save the figure as ${what}`,
    onclick: async () => {
      const reply = links.isOn ? await links.file() : await language.ask("figure", ["figure"]);
      if (reply?.svg) saver(reply.svg);
      else toast("There is no figure to save.");
    },
  }, kind);
  byId("actions").append(save("SVG", "SVG", saveSVG), save("PNG", "PNG", savePNG),
    save("Moving", "an SVG whose layers come one after the other", saveMoving),
    el("button", { type: "button", class: "quiet", title: "Copy the figure as a frame for other pages", onclick: embed }, "Embed"));
}

/** Copies a frame for other pages that shows the figure alone. */
async function embed() {
  await writeAddress();
  const height = Math.max(byId("figure").scrollHeight, byId("linked").scrollHeight) + 160;
  const frame = el("iframe", { src: figureAddress(), width: "720", height: String(height), title: "A RASP program, layer by layer" });
  await copy(frame.outerHTML, "Frame copied: paste it into a page.", figureAddress());
}

async function begin() {
  if (isFigureAlone) showFigureAlone();
  listenForTheme();
  fillExamples();
  fillActions();
  listen();
  await startLanguage();
}

async function startLanguage() {
  byId("messages").replaceChildren();
  const about = await language.about();
  if (!about?.puzzles) {
    const reason = about?.refused ?? "The page could not be started.";
    byId("messages").replaceChildren(message({ message: reason, details: [] }));
    return offerAgain(startLanguage);
  }
  addPalette(about);
  learn(about.dialects);
  puzzles = about.puzzles;
  state.puzzle = puzzles[0].name;
  byId("dialect").append(...about.dialects.map(({ id, title }) => el("option", { value: id }, title)));
  byId("dialect-label").hidden = about.dialects.length < 2;
  entries.arrive();
  // A page without a link shows what the reader wrote last.
  const opened = await openEntry() ?? (isFigureAlone ? null : own.all[0]);
  if (opened) take(opened);
  show();
}

begin();
