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
  "flowArrow",
  "closedCell",
  "personAway",
  "stationFault",
  "digit0",
  "digit1",
  "digit2",
  "digit3",
  "digit4",
  "digit5",
  "digit6",
  "digit7",
  "digit8",
  "digit9",
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
  flowArrow: (pen) => {
    pen.beginPath();
    polygon(pen, [26, 0, 4, -17, 4, -6, -26, -6, -26, 6, 4, 6, 4, 17]);
    pen.fill();
  },
  closedCell: (pen) => {
    pen.strokeStyle = pen.fillStyle;
    stroke(pen, 6, () => pen.rect(-27, -27, 54, 54));
    stroke(pen, 6, () => {
      polyline(pen, [-27, 27, 27, -27]);
      polyline(pen, [-27, 0, 0, -27]);
      polyline(pen, [0, 27, 27, 0]);
    });
  },
  personAway: (pen) => {
    body(pen, () => pen.arc(0, 0, 27, 0, 7));
    pen.fillStyle = ink;
    pen.fillRect(-12, -14, 8, 28);
    pen.fillRect(4, -14, 8, 28);
  },
  stationFault: (pen) => {
    body(pen, () => polygon(pen, [0, -28, 29, 25, -29, 25]));
    pen.fillStyle = ink;
    pen.fillRect(-4, -10, 8, 18);
    pen.fillRect(-4, 12, 8, 8);
  },
  digit0: (pen) => digit(pen, "0"),
  digit1: (pen) => digit(pen, "1"),
  digit2: (pen) => digit(pen, "2"),
  digit3: (pen) => digit(pen, "3"),
  digit4: (pen) => digit(pen, "4"),
  digit5: (pen) => digit(pen, "5"),
  digit6: (pen) => digit(pen, "6"),
  digit7: (pen) => digit(pen, "7"),
  digit8: (pen) => digit(pen, "8"),
  digit9: (pen) => digit(pen, "9"),
};

/** Outlined, so that it can be read on every ground. */
function digit(pen: CanvasRenderingContext2D, text: string): void {
  pen.font = "700 58px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineWidth = 10;
  pen.strokeText(text, 0, 4);
  pen.fillText(text, 0, 4);
}

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
