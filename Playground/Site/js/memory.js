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

/** A number for something that is kept: later ones sort behind earlier ones, and no two pages have the same. */
export const freshNumber = () => `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;

/** Calls when another page has changed what is kept. */
export function listenForMemory(listener) {
  addEventListener("storage", (event) => { if (event.key === key || event.key === null) listener(); });
}
