// The programs of the gallery, as texts with an input that shows them.

import add from "../../Examples/add.py";
import affine from "../../Examples/affine.py";
import atoi from "../../Examples/atoi.py";
import cumsum from "../../Examples/cumsum.py";
import cumsumFromEnd from "../../Examples/cumsum_from_end.py";
import dashesToNumbers from "../../Examples/dashes_to_numbers.py";
import equals from "../../Examples/equals.py";
import equalsOrAt from "../../Examples/equals_or_at.py";
import first from "../../Examples/first.py";
import flip from "../../Examples/flip.py";
import histogram from "../../Examples/histogram.py";
import index from "../../Examples/index.py";
import keepOr from "../../Examples/keep_or.py";
import length from "../../Examples/length.py";
import minimum from "../../Examples/minimum.py";
import minusPlusIndices from "../../Examples/minus_plus_indices.py";
import notEquals from "../../Examples/not_equals.py";
import ralign from "../../Examples/ralign.py";
import shift from "../../Examples/shift.py";
import slide from "../../Examples/slide.py";
import sort from "../../Examples/sort.py";
import splitFirst from "../../Examples/split_first.py";
import splitSecond from "../../Examples/split_second.py";
import window from "../../Examples/window.py";
import argmax from "../../Examples/argmax.py";
import hardAdd from "../../Examples/hard_add.py";
import hardFirst from "../../Examples/hard_first.py";
import hardMinimum from "../../Examples/hard_minimum.py";
import hardSlide from "../../Examples/hard_slide.py";
import induction from "../../Examples/induction.py";
import maximum from "../../Examples/maximum.py";
import nearest from "../../Examples/nearest.py";
import previousSame from "../../Examples/previous_same.py";
import doubleHistogram from "../../../Examples/RASP/double_histogram.rasp";
import dyck from "../../../Examples/RASP/dyck2.rasp";
import longAddition from "../../../Examples/RASP/long_addition.rasp";
import sortByFrequency from "../../../Examples/RASP/sort_by_frequency.rasp";
import anbncn from "../../../Examples/C-RASP/anbncn.cr";
import containsAB from "../../../Examples/C-RASP/contains_ab.cr";
import dyck1 from "../../../Examples/C-RASP/dyck1.cr";
import majority from "../../../Examples/C-RASP/majority.cr";
import booleanAB from "../../../Examples/B-RASP/contains_ab.brasp";
import booleanDyck from "../../../Examples/B-RASP/dyck1_depth2.brasp";
import booleanIncrement from "../../../Examples/B-RASP/increment.brasp";
import bracketDepth from "../../../Examples/Circuits/bracket_depth.py";
import copying from "../../../Examples/Circuits/copying.py";
import duplicateToken from "../../../Examples/Circuits/duplicate_token.py";
import inductionCircuit from "../../../Examples/Circuits/induction.py";
import latestInduction from "../../../Examples/Circuits/latest_induction.py";
import previousToken from "../../../Examples/Circuits/previous_token.py";
import skipTrigram from "../../../Examples/Circuits/skip_trigram.py";
import mirrored from "../../Examples/flip.rasp";

const example = (name, title, source, input) =>
  ({ name, title, source: source.trimEnd(), input, dialect: "raspy" });

/** Of a model in which later positions are hidden. */
const circuit = (name, title, source, input) =>
  ({ ...example(`circuit-${name}`, title, source, input), causal: true });

/** In the other dialect; what a test of the command line expects is left out. */
const paperExample = (name, title, source, input) =>
  ({ ...example(name, title, source.replace(/^# (run|expect):.*\n/gm, ""), input), dialect: "rasp" });

const countingExample = (name, title, source, input) =>
  ({ ...example(name, title, source, input), dialect: "crasp" });

const booleanExample = (name, title, source, input) =>
  ({ ...example(name, title, source, input), dialect: "brasp" });

/** Heads that are found in trained models. */
export const circuits = [
  circuit("previous_token", "previous token", previousToken, "abc"),
  circuit("duplicate_token", "duplicate token", duplicateToken, "abca"),
  circuit("induction", "induction: what followed, where it agrees", inductionCircuit, "ababa"),
  circuit("latest_induction", "induction from the latest match", latestInduction, "abaca"),
  circuit("copying", "copying over blanks", copying, "a__b_"),
  circuit("skip_trigram", "skip-trigram: a … b makes c", skipTrigram, "bacb"),
  circuit("bracket_depth", "bracket depth", bracketDepth, "(()"),
];

/** In groups, from simple to involved. */
export const examples = [
  {
    title: "Several layers",
    items: [
      example("flip", "flip: the tokens backwards", flip, "hello"),
      example("minimum", "minimum: the smallest, everywhere", minimum, "[5, 3, 2, 5, 2]"),
      example("sort", "sort: in ascending order", sort, "[5, 3, 2, 5, 2]"),
      example("cumsum_from_end", "cumsum of what is left", cumsumFromEnd, "[3, 2, 3, 5]"),
      example("first", "first position of l", first, "hello"),
      example("ralign", "ralign: padding to the left", ralign, "xyz__"),
      example("split_first", "split: what is before the +", splitFirst, "xyz+zyr"),
      example("split_second", "split: what is after the +", splitSecond, "xyz+zyr"),
      example("slide", "slide: each < takes the next token", slide, "xxxh<<<l"),
      example("add", "add: two numbers, in six layers", add, "683+345"),
    ],
  },
  {
    title: "One layer",
    items: [
      example("length", "length of the input", length, "hello"),
      example("histogram", "histogram: how often each occurs", histogram, "hello"),
      example("window", "window: the last three added", window, "[1, 3, 2, 2, 2]"),
      example("cumsum", "cumsum: a running total", cumsum, "[3, 1, -2, 3, 1]"),
      example("index", "index: position 1, everywhere", index, "hello"),
      example("shift", "shift: one position to the right", shift, "hello"),
    ],
  },
  {
    title: "The nearest, the first, the largest",
    items: [
      example("nearest", "nearest: where the last a so far stands", nearest, "xaxxa"),
      example("previous_same", "where the same token stood before", previousSame, "hello"),
      example("maximum", "the largest, everywhere", maximum, "[5, 3, 9, 5, 2]"),
      example("argmax", "where the largest stands first", argmax, "[3, 9, 2, 9, 1]"),
      example("induction", "what came after this token the last time", induction, "abcab"),
      example("hard_minimum", "minimum in one layer", hardMinimum, "[5, 3, 2, 5, 2]"),
      example("hard_first", "first in one layer", hardFirst, "hello"),
      example("hard_slide", "slide in one layer", hardSlide, "xxxh<<<l"),
      example("hard_add", "add: two numbers, in three layers", hardAdd, "683+345"),
    ],
  },
  { title: "Circuits that trained models have", items: circuits },
  {
    title: "Elementwise",
    items: [
      example("affine", "tokens * 2 - 1", affine, "[1, 2, 3, 5, 2]"),
      example("minus_plus_indices", "tokens - 5 + indices", minusPlusIndices, "[1, 2, 3, 5, 2]"),
      example("equals", "is it l?", equals, "hello"),
      example("not_equals", "is it not l?", notEquals, "hello"),
      example("equals_or_at", "is it l, or at position 1?", equalsOrAt, "hello"),
      example("keep_or", "h and l as they are, q otherwise", keepOr, "hello"),
      example("atoi", "digits as numbers", atoi, "31234"),
      example("dashes_to_numbers", "digits, and dashes as 0, plus 2", dashesToNumbers, "02-13"),
    ],
  },
  {
    title: "In RASP, the language of the paper",
    items: [
      paperExample("rasp-flip", "the tokens backwards", mirrored, "hello"),
      paperExample("double_histogram", "how many occur as often", doubleHistogram, "abbccdef"),
      paperExample("sort_by_frequency", "the most frequent first", sortByFrequency, "abbcccddd"),
      paperExample("dyck2", "balanced brackets of two kinds", dyck, "({}){}("),
      paperExample("long_addition", "two numbers added", longAddition, "683+345"),
    ],
  },
  {
    title: "In C-RASP, which counts",
    items: [
      countingExample("crasp-majority", "more a than b so far?", majority, "abaab"),
      countingExample("crasp-dyck1", "balanced brackets of one kind", dyck1, "(())()"),
      countingExample("crasp-contains_ab", "has there been an ab?", containsAB, "aacab"),
      countingExample("crasp-anbncn", "some a, as many b, as many c", anbncn, "aabbcc"),
    ],
  },
  {
    title: "In B-RASP, which looks to the left or right",
    items: [
      booleanExample("brasp-contains_ab", "an ab anywhere?", booleanAB, "aacab"),
      booleanExample("brasp-increment", "a binary number, one larger", booleanIncrement, "11011"),
      booleanExample("brasp-dyck1_depth2", "balanced brackets, two deep", booleanDyck, "(())()"),
    ],
  },
];

export const exampleNamed = (name) =>
  examples.flatMap((group) => group.items).find((item) => item.name === name);

/** What the editor holds in a dialect where nothing was written yet. */
export const firstExample = (dialect) =>
  examples.flatMap((group) => group.items).find((item) => item.dialect === dialect) ?? { source: "" };
