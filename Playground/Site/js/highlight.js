// Colours for program texts: a text is cut into words, each with the class of its kind.

/** How each dialect is coloured: its words, by its id. */
const dialects = new Map();

/** Takes the words of the dialects that the module lists. */
export function learn(listed) {
  for (const { id, pattern, keywords, language } of listed) {
    dialects.set(id, {
      words: new RegExp(pattern, "gu"), keywords: new Set(keywords), language: new Set(language),
    });
  }
}

/** The words of a text that have a colour: `{ start, end, kind }`, in order. */
export function highlight(text, dialect) {
  const rules = dialects.get(dialect);
  const found = [];
  if (!rules) return found;
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
