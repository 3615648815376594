// Jupyter notebooks as texts: the code cells in order, each behind a comment that has its number.

/** Lines that are not the language's: magics, commands of a shell, calls of IPython. */
const passedOver = /^\s*(?:[%!?]|get_ipython\(\))/;

/** The text of a notebook's code cells; `null` if the text is no notebook of Python. */
export function notebookText(text) {
  if (!/^\s*\{/.test(text) || !text.includes('"cells"')) return null;
  let notebook;
  try {
    notebook = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(notebook.cells)) return null;
  const language = notebook.metadata?.kernelspec?.language ?? notebook.metadata?.language_info?.name;
  if (language && language.toLowerCase() !== "python") return null;
  const code = notebook.cells.filter((cell) => cell?.cell_type === "code");
  return code.map((cell, index) => `# cell ${index + 1}\n${cellText(cell)}\n`).join("\n");
}

function cellText({ source }) {
  const lines = (Array.isArray(source) ? source.join("") : String(source ?? "")).trimEnd().split("\n");
  const isWholeMagic = lines[0].trimStart().startsWith("%%");
  return lines.map((line) => (isWholeMagic || passedOver.test(line) ? `# ${line}` : line)).join("\n");
}
