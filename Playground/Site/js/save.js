// Figures as files.

import { toast } from "./dom.js";
import { moving } from "./moving.js";

/** Gives a file to the reader. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveSVG(text) {
  save(new Blob([text], { type: "image/svg+xml" }), "rasp-figure.svg");
}

/** The figure whose layers come one after the other. */
export function saveMoving(text) {
  save(new Blob([moving(text)], { type: "image/svg+xml" }), "rasp-figure-moving.svg");
}

/** The figure as a picture, at twice its size, as large as browsers draw. */
export async function savePNG(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, 8_000 / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("no picture");
    save(blob, "rasp-figure.png");
  } catch {
    toast("This figure is too large for a picture; save it as SVG.");
  } finally {
    URL.revokeObjectURL(url);
  }
}
