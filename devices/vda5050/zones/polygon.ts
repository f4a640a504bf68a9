// Plane geometry of zones: where a robot's contour meets an area. Metres; polygons of any shape that does not cut itself.

export interface Point {
  readonly x: number;
  readonly y: number;
}
export type Polygon = readonly Point[];

/** Even-odd rule; points on the border may count either way. */
export function contains(polygon: Polygon, { x, y }: Point): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const [a, b] = [polygon[i]!, polygon[j]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** Metres between the way from one point to another and the area; 0 where they meet. */
export function distanceToArea(polygon: Polygon, from: Point, to: Point = from): number {
  if (contains(polygon, from) || contains(polygon, to)) return 0;
  let nearest = Infinity;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1)
    nearest = Math.min(nearest, segmentDistance(from, to, polygon[j]!, polygon[i]!));
  return nearest;
}

/** Whether two areas have a point in common. */
export function areasMeet(a: Polygon, b: Polygon): boolean {
  if (contains(a, b[0]!) || contains(b, a[0]!)) return true;
  for (let i = 0, j = a.length - 1; i < a.length; j = i, i += 1)
    for (let k = 0, l = b.length - 1; k < b.length; l = k, k += 1)
      if (segmentsCross(a[j]!, a[i]!, b[l]!, b[k]!)) return true;
  return false;
}

/** Corners of a robot's box around its middle, turned by `theta` radians. */
export function boxAt({ x, y }: Point, theta: number, length: number, width: number): Polygon {
  const [cos, sin] = [Math.cos(theta), Math.sin(theta)];
  const corner = (along: number, aside: number): Point => ({
    x: x + along * cos - aside * sin,
    y: y + along * sin + aside * cos,
  });
  const [l, w] = [length / 2, width / 2];
  return [corner(l, w), corner(-l, w), corner(-l, -w), corner(l, -w)];
}

/** Metres from a point to the way between two others. */
export function pointDistance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

function segmentDistance(a: Point, b: Point, c: Point, d: Point): number {
  if (segmentsCross(a, b, c, d)) return 0;
  return Math.min(
    pointDistance(a, c, d),
    pointDistance(b, c, d),
    pointDistance(c, a, b),
    pointDistance(d, a, b),
  );
}
function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (from: Point, to: Point, p: Point) =>
    Math.sign((to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
