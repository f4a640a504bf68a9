// The whole floor in a corner while the view shows a part of it: robots as dots, the view as a frame. A plain 2D canvas.
import { CellKind, type Floor } from "../../../sim/model/index.ts";
import { activityOf, type FrameLayout } from "../protocol/frame-codec.ts";
import type { Camera, Size } from "./camera.ts";
import { floorLooks, type ThemeName } from "./floor-look.ts";
import { lookColors, lookOf, looks } from "./robot-look.ts";

const longSidePixels = 132;
const redrawMilliseconds = 120;

export class Minimap {
  /** Pixels of one cell on the map. */
  readonly scale: number;
  private ground: HTMLCanvasElement | null = null;
  private drawnAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private floor: Floor,
    private readonly layout: FrameLayout,
  ) {
    this.scale = longSidePixels / Math.max(floor.width, floor.height);
    canvas.width = Math.max(1, Math.round(floor.width * this.scale));
    canvas.height = Math.max(1, Math.round(floor.height * this.scale));
    canvas.style.width = `${canvas.width}px`;
    canvas.style.height = `${canvas.height}px`;
  }

  /** The ground is drawn anew in the colours of the theme. */
  themeChanged(): void {
    this.ground = null;
    this.drawnAt = Number.NEGATIVE_INFINITY;
  }
  showFloor(floor: Floor): void {
    if (floor === this.floor) return;
    this.floor = floor;
    this.themeChanged();
  }
  /** Draws a few times a second at most; hides itself while the whole floor is in view. */
  draw(frame: Int32Array, camera: Camera, view: Size, selected: number, theme: ThemeName, now: number): void {
    const whole =
      camera.scale * this.floor.width <= view.width && camera.scale * this.floor.height <= view.height;
    if (this.canvas.hidden !== whole) this.canvas.hidden = whole;
    if (whole || now - this.drawnAt < redrawMilliseconds) return;
    this.drawnAt = now;
    const pen = this.canvas.getContext("2d");
    if (pen === null) return;
    this.ground ??= drawGround(this.floor, theme, this.canvas.width, this.canvas.height, this.scale);
    pen.drawImage(this.ground, 0, 0);
    const { scale } = this;
    const size = Math.max(1.5, scale);
    for (let robot = 0; robot < this.layout.robots; robot += 1) {
      const cell = frame[this.layout.robotCell + robot]!;
      const look = lookOf(
        activityOf(frame[this.layout.robotState + robot]!),
        frame[this.layout.robotPod + robot]!,
      );
      pen.fillStyle = lookColors[theme][looks[look]!];
      const [x, y] = [(cell % this.floor.width) * scale, Math.floor(cell / this.floor.width) * scale];
      pen.fillRect(x, y, size, size);
      if (robot === selected) {
        pen.strokeStyle = floorLooks[theme].selection;
        pen.strokeRect(x - 3, y - 3, 6 + size, 6 + size);
      }
    }
    pen.strokeStyle = floorLooks[theme].selection;
    const [width, height] = [(view.width / camera.scale) * scale, (view.height / camera.scale) * scale];
    pen.strokeRect(camera.x * scale - width / 2, camera.y * scale - height / 2, width, height);
  }
}

/** The ground of a floor alone, as large as the small map. */
export function drawFloor(canvas: HTMLCanvasElement, floor: Floor, theme: ThemeName): void {
  const scale = longSidePixels / Math.max(floor.width, floor.height);
  canvas.width = Math.max(1, Math.round(floor.width * scale));
  canvas.height = Math.max(1, Math.round(floor.height * scale));
  const ground = drawGround(floor, theme, canvas.width, canvas.height, scale);
  canvas.getContext("2d")?.drawImage(ground, 0, 0);
}

function drawGround(
  floor: Floor,
  theme: ThemeName,
  width: number,
  height: number,
  scale: number,
): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d")!;
  const look = floorLooks[theme];
  pen.fillStyle = look.ground;
  pen.fillRect(0, 0, width, height);
  const colors: Readonly<Record<number, string>> = {
    [CellKind.blocked]: look.blocked,
    [CellKind.podPlace]: look.pod,
    [CellKind.work]: look.pick,
  };
  for (let cell = 0; cell < floor.kind.length; cell += 1) {
    const color = colors[floor.kind[cell]!];
    if (color === undefined) continue;
    pen.fillStyle = color;
    pen.globalAlpha = floor.kind[cell] === CellKind.podPlace ? 0.45 : 1;
    const [x, y] = [(cell % floor.width) * scale, Math.floor(cell / floor.width) * scale];
    pen.fillRect(x, y, Math.max(1, scale), Math.max(1, scale));
  }
  pen.globalAlpha = 1;
  return canvas;
}
