// The shapes of robots, pods and stations, drawn with the 2D canvas: once into the floor's atlas, again in the legend.

export const glyphNames = [
  "resting",
  "empty",
  "loaded",
  "lifting",
  "serving",
  "charging",
  "failed",
  "pod",
  "carriedPod",
  "ring",
  "pickStation",
  "stowStation",
  "solid",
] as const;
export type Glyph = (typeof glyphNames)[number];

type Draw = (pen: CanvasRenderingContext2D) => void;
const ink = "#10151d";

/**
 * Draws a glyph heading east into a square of `size` pixels at (left, top). `fill` is the body's colour: white in the
 * atlas, where each particle brings its own colour.
 */
export function drawGlyph(
  pen: CanvasRenderingContext2D,
  glyph: Glyph,
  left: number,
  top: number,
  size: number,
  fill = "#ffffff",
): void {
  pen.save();
  pen.translate(left + size / 2, top + size / 2);
  pen.scale(size / 64, size / 64);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  pen.fillStyle = fill;
  pen.strokeStyle = ink;
  pen.lineWidth = 4;
  draws[glyph](pen);
  pen.restore();
}

const draws: Readonly<Record<Glyph, Draw>> = {
  resting: (pen) => body(pen, () => pen.arc(0, 0, 20, 0, 7)),
  empty: (pen) => body(pen, () => polygon(pen, [30, 0, -22, -25, -11, 0, -22, 25])),
  loaded: (pen) => {
    body(pen, () => pen.roundRect(-21, -21, 42, 42, 6));
    stroke(pen, 5, () => polyline(pen, [-5, -10, 7, 0, -5, 10]));
  },
  lifting: (pen) => {
    body(pen, () => polygon(pen, [28, 0, 0, -28, -28, 0, 0, 28]));
    stroke(pen, 5, () => polyline(pen, [-4, -8, 6, 0, -4, 8]));
  },
  serving: (pen) => {
    body(pen, () => pen.roundRect(-21, -21, 42, 42, 6));
    pen.fillStyle = ink;
    pen.beginPath();
    pen.arc(0, 0, 8, 0, 7);
    pen.fill();
  },
  charging: (pen) => {
    body(pen, () => pen.arc(0, 0, 22, 0, 7));
    pen.fillStyle = ink;
    pen.beginPath();
    polygon(pen, [4, -16, -10, 3, -1, 3, -4, 16, 10, -3, 1, -3]);
    pen.fill();
  },
  failed: (pen) => {
    stroke(pen, 20, () => cross(pen));
    pen.strokeStyle = pen.fillStyle;
    stroke(pen, 12, () => cross(pen));
  },
  pod: (pen) => {
    pen.beginPath();
    pen.roundRect(-24, -24, 48, 48, 5);
    pen.fill();
  },
  carriedPod: (pen) => {
    pen.beginPath();
    pen.roundRect(-30, -30, 60, 60, 7);
    pen.fill();
  },
  ring: (pen) => {
    pen.strokeStyle = pen.fillStyle;
    stroke(pen, 5, () => pen.arc(0, 0, 29, 0, 7));
  },
  pickStation: (pen) => {
    pen.strokeStyle = pen.fillStyle;
    stroke(pen, 11, () => pen.roundRect(-25, -25, 50, 50, 8));
  },
  stowStation: (pen) => {
    pen.strokeStyle = pen.fillStyle;
    stroke(pen, 10, () => polygon(pen, [0, -26, 26, 0, 0, 26, -26, 0]));
  },
  solid: (pen) => pen.fillRect(-32, -32, 64, 64),
};

function body(pen: CanvasRenderingContext2D, path: () => void): void {
  pen.beginPath();
  path();
  pen.fill();
  pen.stroke();
}
function stroke(pen: CanvasRenderingContext2D, width: number, path: () => void): void {
  pen.lineWidth = width;
  pen.beginPath();
  path();
  pen.stroke();
}
function polygon(pen: CanvasRenderingContext2D, points: readonly number[]): void {
  polyline(pen, points);
  pen.closePath();
}
function polyline(pen: CanvasRenderingContext2D, points: readonly number[]): void {
  for (let at = 0; at < points.length; at += 2) {
    if (at === 0) pen.moveTo(points[0]!, points[1]!);
    else pen.lineTo(points[at]!, points[at + 1]!);
  }
}
function cross(pen: CanvasRenderingContext2D): void {
  pen.moveTo(-15, -15);
  pen.lineTo(15, 15);
  pen.moveTo(15, -15);
  pen.lineTo(-15, 15);
}
