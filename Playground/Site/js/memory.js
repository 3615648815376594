// What the browser keeps for this page: solutions, colours. Without storage, nothing is kept.

const key = "rasp-playground";

export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

export function remember(changes) {
  try {
    localStorage.setItem(key, JSON.stringify({ ...recall(), ...changes }));
  } catch {
    // Private windows may refuse; the page works without.
  }
}

/** Calls when another page has changed what is kept. */
export function listenForMemory(listener) {
  addEventListener("storage", (event) => { if (event.key === key || event.key === null) listener(); });
}
