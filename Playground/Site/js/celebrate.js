// A small celebration: squares in the colours of the figures fall once. Not for those who asked
// their system for less motion.

import { el } from "./dom.js";

const colours = ["#1d7874", "#679289", "#f4c095", "#ee2e31"];

export function celebrate() {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const canvas = el("canvas", { class: "confetti", "aria-hidden": "true" });
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  document.body.append(canvas);
  const pieces = Array.from({ length: 90 }, (_, index) => ({
    x: innerWidth * (0.2 + 0.6 * Math.random()), y: -20 - 200 * Math.random(),
    across: (Math.random() - 0.5) * 120, down: 180 + 220 * Math.random(),
    turn: Math.random() * 6, size: 6 + 6 * Math.random(), colour: colours[index % colours.length],
  }));
  const start = performance.now();
  const draw = (now) => {
    const seconds = (now - start) / 1000;
    const brush = canvas.getContext("2d");
    brush.clearRect(0, 0, canvas.width, canvas.height);
    for (const piece of pieces) {
      brush.save();
      brush.globalAlpha = Math.max(0, 1 - seconds / 2.4);
      brush.translate(piece.x + piece.across * seconds, piece.y + piece.down * seconds + 90 * seconds * seconds);
      brush.rotate(piece.turn + seconds * 3);
      brush.fillStyle = piece.colour;
      brush.fillRect(-piece.size / 2, -piece.size / 2, piece.size, piece.size);
      brush.restore();
    }
    if (seconds < 2.4) requestAnimationFrame(draw);
    else canvas.remove();
  };
  requestAnimationFrame(draw);
}
