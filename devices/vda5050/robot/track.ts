// The way along one edge: a polyline with its length, from a straight line or a sampled NURBS.

import { evenKnots } from "../codec/index.ts";
import type { Trajectory } from "../model/index.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

const samplesPerSpan = 12;

export class Track {
  readonly length: number;
  private readonly lengths: Float64Array;

  /** @param points at least one; equal neighbours are fine. */
  constructor(private readonly points: readonly Point[]) {
    this.lengths = new Float64Array(points.length);
    for (let i = 1; i < points.length; i += 1) {
      const [from, to] = [points[i - 1]!, points[i]!];
      this.lengths[i] = this.lengths[i - 1]! + Math.hypot(to.x - from.x, to.y - from.y);
    }
    this.length = this.lengths[points.length - 1]!;
  }

  static straight(from: Point, to: Point): Track {
    return new Track([from, to]);
  }
  /** From where the robot is, along the curve, to where the edge ends. */
  static along(from: Point, trajectory: Trajectory, to: Point): Track {
    const curve = samplePoints(trajectory);
    return new Track([from, ...curve.slice(1, -1), to]);
  }

  at(distance: number): Point {
    const i = this.segmentAt(distance);
    const [from, to] = [this.points[i]!, this.points[i + 1] ?? this.points[i]!];
    const span = (this.lengths[i + 1] ?? 0) - this.lengths[i]!;
    const share = span > 0 ? Math.min(1, (distance - this.lengths[i]!) / span) : 1;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }
  /** Direction of travel, radians; null on a track without length. */
  directionAt(distance: number): number | null {
    if (this.length === 0) return null;
    let i = this.segmentAt(distance);
    while (i > 0 && this.lengths[i + 1]! - this.lengths[i]! === 0) i -= 1;
    const [from, to] = [this.points[i]!, this.points[i + 1]!];
    return Math.atan2(to.y - from.y, to.x - from.x);
  }

  private segmentAt(distance: number): number {
    let i = 0;
    while (i < this.points.length - 2 && this.lengths[i + 1]! <= distance) i += 1;
    return i;
  }
}

/** Points on the curve, evenly spaced in its parameter, ends included. */
function samplePoints({ degree = 1, knotVector, controlPoints }: Trajectory): readonly Point[] {
  const count = controlPoints.length;
  const knots = knotVector?.length === count + degree + 1 ? knotVector : evenKnots(count, degree);
  if (count <= degree) return controlPoints;
  const [first, last] = [knots[degree]!, knots[count]!];
  const samples = (count - degree) * samplesPerSpan;
  return Array.from({ length: samples + 1 }, (_, index) =>
    pointAt(first + ((last - first) * index) / samples, degree, knots, controlPoints),
  );
}

/** De Boor's algorithm in homogeneous coordinates. */
function pointAt(
  u: number,
  degree: number,
  knots: readonly number[],
  control: Trajectory["controlPoints"],
): Point {
  let span = degree;
  while (span < control.length - 1 && u >= knots[span + 1]!) span += 1;
  const d = Array.from({ length: degree + 1 }, (_, j) => {
    const { x, y, weight = 1 } = control[span - degree + j]!;
    return [x * weight, y * weight, weight] as [number, number, number];
  });
  for (let r = 1; r <= degree; r += 1) {
    for (let j = degree; j >= r; j -= 1) {
      const low = knots[span - degree + j]!;
      const wide = knots[span + 1 + j - r]! - low;
      const share = wide > 0 ? (u - low) / wide : 0;
      for (let k = 0; k < 3; k += 1) d[j]![k] = (1 - share) * d[j - 1]![k]! + share * d[j]![k]!;
    }
  }
  const [x, y, weight] = d[degree]!;
  return { x: x / weight, y: y / weight };
}
