// The way of the selected robot: a thin trail behind, a line ahead, dots where nothing is computed yet, a ring at the goal.
import type { Particle, ParticleContainer } from "pixi.js";
import type { Floor } from "../../../sim/model/index.ts";
import type { FloorLook } from "./floor-look.ts";
import type { RobotPoses } from "./interpolate.ts";
import { type Atlas, makeLayer, makeParticle, placeLine, sizeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";
import type { FreeRoute, Route } from "./route.ts";

const ringCells = 2.2;
const goalCells = 1.1;
const trailCells = 0.1;
const aheadCells = 0.2;
const dotCells = 0.26;
const trailAlpha = 0x88;
const away = -10_000;

export class RouteLayer {
  readonly lines: ParticleContainer;
  readonly rings: ParticleContainer;
  private readonly pool: Particle[] = [];
  private readonly ring: Particle;
  private readonly goal: Particle;
  private color = 0;
  private route: Route | FreeRoute | null = null;

  constructor(
    private readonly floor: Floor,
    private readonly atlas: Atlas,
  ) {
    this.ring = makeParticle(atlas.ring, ringCells);
    this.goal = makeParticle(atlas.ring, goalCells);
    this.lines = makeLayer(atlas, [], floor, "still");
    this.rings = makeLayer(atlas, [this.goal, this.ring], floor, "moving");
  }

  setLook(look: FloorLook): void {
    this.color = packColor(look.selection);
    this.ring.color = this.goal.color = this.color;
    this.route = null;
  }
  /** `selected` is a robot id; without a route nothing is drawn. */
  show(route: Route | FreeRoute | null, poses: RobotPoses, selected: number): void {
    this.lines.visible = this.rings.visible = route !== null;
    if (route === null) return;
    this.ring.x = poses.x[selected]!;
    this.ring.y = poses.y[selected]!;
    if (route === this.route) return;
    this.route = route;
    if ("free" in route) {
      this.showFree(route);
      return;
    }
    this.goal.x = (route.goal % this.floor.width) + 0.5;
    this.goal.y = Math.floor(route.goal / this.floor.width) + 0.5;
    const soft = ((trailAlpha << 24) | (this.color & 0xffffff)) >>> 0;
    let used = this.drawLine(route.behind, trailCells, soft, 0);
    used = this.drawLine(route.ahead, aheadCells, this.color, used);
    for (const cell of route.rest.slice(1, -1)) {
      const dot = this.take(used);
      used += 1;
      sizeParticle(dot, dotCells, dotCells);
      dot.x = (cell % this.floor.width) + 0.5;
      dot.y = Math.floor(cell / this.floor.width) + 0.5;
      dot.color = this.color;
    }
    this.lines.particleChildren = this.pool.slice(0, used);
    this.lines.update();
  }

  private showFree({ behind, free: { ahead, rest } }: FreeRoute): void {
    const goal = rest.length > 0 ? rest : ahead;
    this.goal.x = goal.at(-2) ?? away;
    this.goal.y = goal.at(-1) ?? away;
    const soft = ((trailAlpha << 24) | (this.color & 0xffffff)) >>> 0;
    let used = this.drawPoints(behind, trailCells, soft, 0);
    used = this.drawPoints(ahead, aheadCells, this.color, used);
    // What is not released is a thin line: nobody may drive there yet.
    used = this.drawPoints(rest, trailCells, this.color, used);
    this.lines.particleChildren = this.pool.slice(0, used);
    this.lines.update();
  }
  private drawPoints(points: readonly number[], thick: number, color: number, used: number): number {
    let count = used;
    for (let at = 0; at + 3 < points.length; at += 2) {
      const [ax, ay, bx, by] = [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!];
      if (ax === bx && ay === by) continue;
      const piece = this.take(count);
      count += 1;
      placeLine(piece, ax, ay, bx, by, thick);
      piece.color = color;
    }
    return count;
  }
  /** One rectangle for each straight piece. */
  private drawLine(cells: readonly number[], thick: number, color: number, used: number): number {
    const { width } = this.floor;
    let count = used;
    let start = 0;
    while (start < cells.length - 1) {
      const step = cells[start + 1]! - cells[start]!;
      let end = start + 1;
      while (end < cells.length - 1 && cells[end + 1]! - cells[end]! === step) end += 1;
      const [ax, ay] = [cells[start]! % width, Math.floor(cells[start]! / width)];
      const [bx, by] = [cells[end]! % width, Math.floor(cells[end]! / width)];
      const piece = this.take(count);
      count += 1;
      sizeParticle(piece, Math.abs(bx - ax) + thick, Math.abs(by - ay) + thick);
      piece.x = (ax + bx) / 2 + 0.5;
      piece.y = (ay + by) / 2 + 0.5;
      piece.color = color;
      start = end;
    }
    return count;
  }
  private take(index: number): Particle {
    this.pool[index] ??= makeParticle(this.atlas.solid, 1);
    return this.pool[index];
  }
}
