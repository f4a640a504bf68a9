// Convex areas on the floor and how far apart they are. An area is a convex polygon grown by a radius: a polygon has radius
// 0, a disc is one corner with a radius.

/** Corners x0, y0, x1, y1, … counter-clockwise, metres. */
export interface Area {
  readonly corners: Float64Array;
  readonly radius: number;
}

export function disc(x: number, y: number, radius: number): Area {
  return { corners: Float64Array.of(x, y), radius };
}

/** The smallest convex polygon around points (Andrew's monotone chain). */
export function hull(points: readonly (readonly [number, number])[]): Area {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly (readonly [number, number])[]) => {
    const chain: (readonly [number, number])[] = [];
    for (const point of list) {
      while (chain.length >= 2 && turn(chain[chain.length - 2]!, chain[chain.length - 1]!, point) <= 0)
        chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  const around = [...half(sorted), ...half(sorted.toReversed())];
  const corners = around.length === 0 ? [sorted[0]!] : around;
  return { corners: Float64Array.from(corners.flat()), radius: 0 };
}

function turn(
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Metres between two areas; 0 where they touch or overlap. */
export function areaDistance(a: Area, b: Area): number {
  if (a.corners.length >= 4 && b.corners.length >= 4 && overlap(a.corners, b.corners)) return 0;
  const apart = Math.min(cornersToSides(a.corners, b.corners), cornersToSides(b.corners, a.corners));
  return Math.max(0, apart - a.radius - b.radius);
}

/** Two convex polygons overlap unless a side of one of them parts them; for a line, its ends may do so too. */
function overlap(a: Float64Array, b: Float64Array): boolean {
  return !parts(a, b) && !parts(b, a);
}
function parts(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i += 2) {
    const k = (i + 2) % a.length;
    const [x, y] = [a[i]!, a[i + 1]!];
    const [dx, dy] = [a[k]! - x, a[k + 1]! - y];
    let outside = true;
    for (let j = 0; j < b.length && outside; j += 2) outside = dx * (b[j + 1]! - y) - dy * (b[j]! - x) < 0;
    if (outside) return true;
    if (a.length === 4 && beyond(b, x, y, dx, dy)) return true;
  }
  return false;
}
/** All of b lies behind the point, looking in the direction. */
function beyond(b: Float64Array, x: number, y: number, dx: number, dy: number): boolean {
  for (let j = 0; j < b.length; j += 2) if (dx * (b[j]! - x) + dy * (b[j + 1]! - y) >= 0) return false;
  return true;
}

/** Shortest way from a corner of one to a side of the other; 0 for a corner inside. */
function cornersToSides(a: Float64Array, b: Float64Array): number {
  let best = Infinity;
  for (let i = 0; i < a.length; i += 2) {
    const [x, y] = [a[i]!, a[i + 1]!];
    let inside = b.length > 4;
    for (let j = 0; j < b.length; j += 2) {
      const k = (j + 2) % b.length;
      best = Math.min(best, pointToSide(x, y, b[j]!, b[j + 1]!, b[k]!, b[k + 1]!));
      if ((b[k]! - b[j]!) * (y - b[j + 1]!) - (b[k + 1]! - b[j + 1]!) * (x - b[j]!) < 0) inside = false;
    }
    if (inside) return 0;
  }
  return best;
}

function pointToSide(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / square;
  const along = share < 0 ? 0 : share > 1 ? 1 : share;
  const [px, py] = [x - ax - along * dx, y - ay - along * dy];
  return Math.sqrt(px * px + py * py);
}
