// The view of the figure alone, which other pages embed: the address of the page with `?view=figure`, and the
// same state behind the `#`.

import { byId, el } from "./dom.js";

export const isFigureAlone = new URLSearchParams(location.search).get("view") === "figure";

const addressWith = (search) => location.href.split(/[?#]/)[0] + search + location.hash;

/** The address of this figure alone. */
export const figureAddress = () => addressWith("?view=figure");

/** Leaves nothing but the figure and what goes wrong, and a way to the whole page. */
export function showFigureAlone() {
  document.body.dataset.view = "figure";
  const link = el("a", {
    id: "whole-page", target: "_blank", rel: "noopener", href: addressWith(""), onclick: () => { link.href = addressWith(""); },
  }, "Open in the playground");
  byId("panels").after(link);
}
