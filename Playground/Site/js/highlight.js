// Colours for program texts: a text is cut into words, each with the class of its kind.

const python = {
  words: /(?<comment>#.*)|(?<string>[fr]?"""[^]*?(?:"""|$)|[fr]?'''[^]*?(?:'''|$)|[fr]?"(?:\\.|[^"\\\n])*"?|[fr]?'(?:\\.|[^'\\\n])*'?)|(?<number>\b\d[\d_]*\.?\d*(?:e[+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)/gu,
  keywords: new Set(
    ("and as assert break continue def elif else False for from global if import in is lambda " +
      "None nonlocal not or pass raise return True while").split(" ")),
  language: new Set(
    ("tokens indices key query where select aggregate raw value mean width name has round map " +
      "input toseq zip").split(" ")),
};

const paper = {
  words: /(?<comment>#.*)|(?<string>"[^"\n]*"?)|(?<number>\b\d+(?:\.\d+)?)|(?<name>[A-Za-z_][A-Za-z_0-9]*)/g,
  keywords: new Set("and def draw else example for if in load not or return set show True False".split(" ")),
  language: new Set(
    ("tokens tokens_int tokens_float indices length select aggregate selector_width has_focus indicator round range zip len " +
      "full_s count contains max min average load_from_location shift shift_by sort").split(" ")),
};

/** How each dialect is coloured. */
const dialects = { raspy: python, rasp: paper };

/** The words of a text that have a colour: `{ start, end, kind }`, in order. */
export function highlight(text, dialect) {
  const rules = dialects[dialect] ?? python;
  const found = [];
  let isDefinition = false;
  for (const match of text.matchAll(rules.words)) {
    const [word] = match;
    let kind = Object.keys(match.groups).find((key) => match.groups[key] !== undefined);
    if (kind === "name") {
      if (rules.keywords.has(word)) kind = "keyword";
      else if (isDefinition) kind = "definition";
      else if (rules.language.has(word)) kind = "language";
      else kind = null;
    }
    isDefinition = word === "def";
    if (kind) found.push({ start: match.index, end: match.index + word.length, kind });
  }
  return found;
}
