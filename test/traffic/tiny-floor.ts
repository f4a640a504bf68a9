// Tiny floors drawn as text, and a fleet that executes what the engine says and checks it on its own.
import { createTraffic, type Traffic, type TrafficOptions } from "../../controller/traffic/index.ts";
import { CellKind, type Floor, RobotAction } from "../../sim/model/index.ts";

const kinds: Readonly<Record<string, number>> = {
  "#": CellKind.blocked,
  p: CellKind.podPlace,
  w: CellKind.work,
  q: CellKind.queue,
  c: CellKind.charger,
};
const arrows = ">v<^";

/**
 * `#` blocked, `.` aisle, `p` pod place, `w` work, `q` queue, `c` charger. `exits`, if drawn, has an arrow where a cell has
 * only that exit; `lanes` has an arrow where traffic should prefer that heading.
 */
export function drawFloor(
  map: readonly string[],
  exits?: readonly string[],
  lanes?: readonly string[],
): Floor {
  const height = map.length;
  const width = map[0]!.length;
  const kind = new Uint8Array(width * height);
  for (let cell = 0; cell < kind.length; cell += 1) {
    kind[cell] = kinds[map[(cell / width) | 0]![cell % width]!] ?? CellKind.aisle;
  }
  const exitBits = new Uint8Array(kind.length);
  const laneBits = new Uint8Array(kind.length);
  for (let cell = 0; cell < kind.length; cell += 1) {
    if (kind[cell] === CellKind.blocked) continue;
    const x = cell % width;
    const y = (cell / width) | 0;
    const only = arrows.indexOf(exits?.[y]?.[x] ?? " ");
    const lane = arrows.indexOf(lanes?.[y]?.[x] ?? " ");
    if (lane >= 0) laneBits[cell] = 1 << lane;
    for (let heading = 0; heading < 4; heading += 1) {
      const nextX = x + [1, 0, -1, 0][heading]!;
      const nextY = y + [0, 1, 0, -1][heading]!;
      if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) continue;
      if (kind[nextY * width + nextX] === CellKind.blocked) continue;
      if (only < 0 || only === heading) exitBits[cell]! |= 1 << heading;
    }
  }
  const cellsOf = (wanted: number) =>
    Int32Array.from([...kind.keys()].filter((cell) => kind[cell] === wanted));
  return {
    width,
    height,
    kind,
    exits: exitBits,
    lanes: laneBits,
    zone: new Uint8Array(kind.length).fill(255),
    zoneCount: 1,
    podPlaces: cellsOf(CellKind.podPlace),
    chargers: cellsOf(CellKind.charger),
    stations: [],
    cellMetres: 1,
  };
}

export interface RobotStart {
  readonly cell: number;
  readonly heading?: number;
  readonly goal?: number;
  readonly laden?: boolean;
  readonly frozen?: boolean;
  readonly priority?: number;
}

/** A fleet on a floor; `step` plans, checks the actions by a rule of its own, and executes them. */
export class TestFleet {
  readonly traffic: Traffic;
  readonly count: number;
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  readonly goal: Int32Array;
  readonly laden: Uint8Array;
  readonly frozen: Uint8Array;
  readonly priority: Int32Array;
  /** Moves made in the last step. */
  moved = 0;

  constructor(
    readonly floor: Floor,
    robots: readonly RobotStart[],
    options: Partial<TrafficOptions> = {},
  ) {
    this.count = robots.length;
    this.traffic = createTraffic({ floor, robotCount: this.count, seed: 1, iterations: 0, ...options });
    this.cell = Int32Array.from(robots.map((robot) => robot.cell));
    this.heading = Uint8Array.from(robots.map((robot) => robot.heading ?? 0));
    this.goal = Int32Array.from(robots.map((robot) => robot.goal ?? -1));
    this.laden = Uint8Array.from(robots.map((robot) => (robot.laden ? 1 : 0)));
    this.frozen = Uint8Array.from(robots.map((robot) => (robot.frozen ? 1 : 0)));
    this.priority = Int32Array.from(robots.map((robot) => robot.priority ?? 0));
  }

  step(closed: ReadonlySet<number> = new Set()): Uint8Array {
    const actions = this.traffic.plan(this);
    const { width } = this.floor;
    const before = this.cell.slice();
    this.moved = 0;
    for (let robot = 0; robot < this.count; robot += 1) {
      const action = actions[robot]!;
      const heading = this.heading[robot]!;
      if (this.frozen[robot] === 1 && action !== RobotAction.wait)
        throw new Error(`frozen robot ${robot} acts`);
      if (action === RobotAction.turnRight) this.heading[robot] = (heading + 1) & 3;
      if (action === RobotAction.turnLeft) this.heading[robot] = (heading + 3) & 3;
      if (action !== RobotAction.forward) continue;
      const cell = before[robot]!;
      const to = cell + [1, width, -1, -width][heading]!;
      if ((this.floor.exits[cell]! & (1 << heading)) === 0)
        throw new Error(`robot ${robot}: no exit at ${cell}`);
      if (closed.has(to)) throw new Error(`robot ${robot} enters closed cell ${to}`);
      const kind = this.floor.kind[to];
      const restricted = kind === CellKind.podPlace || kind === CellKind.charger;
      if (this.laden[robot] === 1 && restricted && this.goal[robot] !== to) {
        throw new Error(`laden robot ${robot} enters ${to}, which is not its goal`);
      }
      this.cell[robot] = to;
      this.moved += 1;
    }
    const after = new Map<number, number>();
    const from = new Map<number, number>();
    for (let robot = 0; robot < this.count; robot += 1) from.set(before[robot]!, robot);
    for (let robot = 0; robot < this.count; robot += 1) {
      const cell = this.cell[robot]!;
      if (after.has(cell)) throw new Error(`robots ${after.get(cell)} and ${robot} share cell ${cell}`);
      after.set(cell, robot);
      const other = from.get(cell);
      if (other !== undefined && other !== robot && this.cell[other] === before[robot]) {
        throw new Error(`robots ${other} and ${robot} swap`);
      }
    }
    return actions;
  }

  /** Steps until `done` or throws after `limit` steps; returns the steps taken. */
  until(done: () => boolean, limit: number): number {
    for (let step = 0; step < limit; step += 1) {
      if (done()) return step;
      this.step();
    }
    if (done()) return limit;
    throw new Error(
      `not done after ${limit} steps; robots at ${this.cell.join()}, goals ${this.goal.join()}`,
    );
  }
  atGoal(robot: number): boolean {
    return this.cell[robot] === this.goal[robot];
  }
}
