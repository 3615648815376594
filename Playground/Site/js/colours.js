// Light and dark, and the colours of figures.

import { byId } from "./dom.js";
import { recall, remember } from "./memory.js";

const themes = { "": "as the system has them", light: "light", dark: "dark" };

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const button = byId("theme");
  button.textContent = { "": "◐", light: "☀", dark: "☾" }[theme];
  button.setAttribute("aria-label", `Colours: ${themes[theme]}`);
}

/** Takes the choice that was made before, and makes the button change it. */
export function listenForTheme() {
  setTheme(recall().theme in themes ? recall().theme : "");
  byId("theme").addEventListener("click", () => {
    const names = Object.keys(themes);
    const next = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
    setTheme(next);
    remember({ theme: next });
  });
}

/** What the colours of texts beside a figure are called there. */
const roles = { k: "key", q: "query", v: "value", o: "output" };

/** The figures' colours are the module's: one rule for each, with a light and a dark tone. */
export function paletteSheet(about) {
  const colours = [];
  const texts = [];
  for (const [role, light, dark] of about.palette) {
    const tone = `light-dark(#${light},#${dark})`;
    colours.push(`.${role}{${role === "g" ? "stroke" : "fill"}:${tone}}`);
    if (roles[role]) colours.push(`.w${role}{stroke:${tone}}`);
    if (roles[role]) texts.push(`.role-${roles[role]}{color:${tone}}`);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.fig svg{${about.rules}${colours.join("")}.b{fill:none}.w{stroke-width:1.5}.w path{fill:none}}${texts.join("")}`);
  return sheet;
}

export function addPalette(about) {
  document.adoptedStyleSheets = [paletteSheet(about)];
}
