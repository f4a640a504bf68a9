// The camera over a floor as plain data, in cells and pixels: pan, zoom at a point, fit, clamp. Two panes may share one.

/** Cell coordinates of the view's centre, and pixels per cell. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const scaleMin = 1;
export const scaleMax = 96;
/** Room around the floor for what stands at its edge, in cells and pixels. */
const fitMarginCells = 1.6;
const fitMarginPixels = 6;
/** Room for station labels at both sides, where the view is wide enough to give it away. */
const labelMarginPixels = 92;
const labelMarginFromPixels = 560;

/** The whole floor in view, centred. */
export function fitCamera(floor: Size, view: Size): Camera {
  const sideMargin = view.width >= labelMarginFromPixels ? labelMarginPixels : fitMarginPixels;
  const scale = Math.min(
    (view.width - 2 * sideMargin) / (floor.width + 2 * fitMarginCells),
    (view.height - 2 * fitMarginPixels) / (floor.height + 2 * fitMarginCells),
  );
  return { x: floor.width / 2, y: floor.height / 2, scale: limit(scale, scaleMin, scaleMax) };
}

/** Moves the picture by pixels. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** Zooms so that the cell under the point (pixels in the view) stays under it. */
export function zoomAt(camera: Camera, factor: number, px: number, py: number, view: Size): Camera {
  const scale = limit(camera.scale * factor, scaleMin, scaleMax);
  const at = toCell(camera, px, py, view);
  return {
    x: at.x - (px - view.width / 2) / scale,
    y: at.y - (py - view.height / 2) / scale,
    scale,
  };
}

/** Keeps the centre of the view on the floor, so that the floor cannot be lost. */
export function clampCamera(camera: Camera, floor: Size): Camera {
  return { ...camera, x: limit(camera.x, 0, floor.width), y: limit(camera.y, 0, floor.height) };
}

export function toCell(camera: Camera, px: number, py: number, view: Size): { x: number; y: number } {
  return {
    x: camera.x + (px - view.width / 2) / camera.scale,
    y: camera.y + (py - view.height / 2) / camera.scale,
  };
}
export function toPixel(camera: Camera, x: number, y: number, view: Size): { x: number; y: number } {
  return {
    x: (x - camera.x) * camera.scale + view.width / 2,
    y: (y - camera.y) * camera.scale + view.height / 2,
  };
}

function limit(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
