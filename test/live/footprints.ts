// Whether robots touch: rectangles turned as the robots are, by the separating axis theorem.
export interface Footprint {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
  readonly length: number;
  readonly width: number;
}

/** The rectangle that a robot covers whose outline reaches further to one end. */
export function footprint(
  { x, y, theta }: { readonly x: number; readonly y: number; readonly theta: number },
  { front, back, width }: { readonly front: number; readonly back: number; readonly width: number },
): Footprint {
  const ahead = (front - back) / 2;
  return {
    x: x + ahead * Math.cos(theta),
    y: y + ahead * Math.sin(theta),
    theta,
    length: front + back,
    width,
  };
}

/** True if the two rectangles have a point in common. */
export function touch(a: Footprint, b: Footprint): boolean {
  const reach = (Math.hypot(a.length, a.width) + Math.hypot(b.length, b.width)) / 2;
  if (Math.hypot(a.x - b.x, a.y - b.y) > reach) return false;
  return [a.theta, a.theta + Math.PI / 2, b.theta, b.theta + Math.PI / 2].every((angle) => {
    const axis = { x: Math.cos(angle), y: Math.sin(angle) };
    const gap = Math.abs((b.x - a.x) * axis.x + (b.y - a.y) * axis.y);
    return gap <= halfExtent(a, angle) + halfExtent(b, angle);
  });
}

/** Half of what the rectangle covers along a direction. */
function halfExtent({ theta, length, width }: Footprint, angle: number): number {
  return (Math.abs(Math.cos(theta - angle)) * length + Math.abs(Math.sin(theta - angle)) * width) / 2;
}
