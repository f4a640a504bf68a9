// One tick of motion under the 2026 rules: an action takes several ticks, robots are squares that move in straight lines,
// and a robot whose motion would touch another or an obstacle waits for that tick. Source: Start-Kit 3.1, "Execution model".
import type { LeagueMap } from "../instance.ts";
import { cellAhead, LeagueAction } from "../joint-action.ts";

/** Overlaps smaller than this are touching, not collisions. */
const tolerance = 1e-6;
const nobody = -1;

/** Two robots whose squares would overlap; `other` is −1 for an obstacle or the edge of the map. */
export interface TickFault {
  readonly robot: number;
  readonly other: number;
}

const State = { open: 0, onChain: 1, decided: 2 } as const;

export class TickMotion {
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** Ticks done of the action that has been started; 0 = none has. */
  readonly progress: Uint16Array;
  /** The action that has been started; `wait` = none. */
  readonly started: Uint8Array;
  /** 1 = left out: stands in nobody's way and does not move. */
  readonly absent: Uint8Array;
  readonly map: LeagueMap;
  private readonly actionTicks: number;
  /** Edge of each robot's square, in cells. */
  readonly size: number;
  /** 1 = the robot goes forward this tick. Decided robots keep or lose it. */
  private readonly moves: Uint8Array;
  private readonly state: Uint8Array;
  /** Robots by the cells that their squares may touch this tick: lists of entries `robot * 2 + slot`. */
  private readonly first: Int32Array;
  private readonly firstStamp: Int32Array;
  private readonly nextEntry: Int32Array;
  private stamp = 0;
  private chain = new Int32Array(64);
  private chainNext = new Int32Array(64);
  private chainEnd = new Int32Array(64);
  private neighbours = new Int32Array(256);
  private neighbourCount = 0;

  constructor(map: LeagueMap, starts: Int32Array, actionTicks: number, robotSize: number) {
    const team = starts.length;
    this.map = map;
    this.actionTicks = actionTicks;
    this.size = robotSize;
    this.cell = starts.slice();
    this.heading = new Uint8Array(team);
    this.progress = new Uint16Array(team);
    this.started = new Uint8Array(team).fill(LeagueAction.wait);
    this.absent = new Uint8Array(team);
    this.moves = new Uint8Array(team);
    this.state = new Uint8Array(team);
    this.first = new Int32Array(map.blocked.length);
    this.firstStamp = new Int32Array(map.blocked.length).fill(-1);
    this.nextEntry = new Int32Array(team * 2);
  }

  /** What the robot does if told this: a started action goes on whatever else is asked, unless it is to wait. */
  effective(robot: number, action: number): number {
    if (action === LeagueAction.wait || action === LeagueAction.missing) return LeagueAction.wait;
    return this.progress[robot]! > 0 ? this.started[robot]! : action;
  }

  /**
   * Makes robots wait (in place) whose motion would touch something. In the order of their ids, each forward move is
   * allowed if nobody is in its way, or if all who are in its way if they stay are found to move off in time; robots
   * that depend on each other in a ring wait. `onRefused` gets the robot and who is in the way (−1 = an obstacle).
   */
  resolve(actions: Uint8Array, onRefused?: (robot: number, other: number) => void): void {
    this.enter(actions);
    for (let robot = 0; robot < actions.length; robot += 1) {
      if (this.state[robot] === State.open) this.settle(robot, actions, onRefused);
    }
  }

  /** Motions of a tick that touch each other or an obstacle; each pair once. Nothing moves. */
  faults(actions: Uint8Array): TickFault[] {
    const found: TickFault[] = [];
    this.enter(actions);
    for (let robot = 0; robot < actions.length; robot += 1) {
      if (this.moves[robot] === 0) continue;
      if (this.hitsObstacle(robot)) found.push({ robot, other: nobody });
      this.neighbourCount = 0;
      this.collectNeighbours(robot);
      for (let i = 0; i < this.neighbourCount; i += 1) {
        const other = this.neighbours[i]!;
        if (this.moves[other] === 1 && other < robot) continue;
        if (this.collide(robot, other, this.moves[other] === 1)) found.push({ robot, other });
      }
    }
    return found;
  }

  /** Carries out a tick of allowed actions. */
  apply(actions: Uint8Array): void {
    const { cell, heading, progress, started, map, actionTicks } = this;
    for (let robot = 0; robot < cell.length; robot += 1) {
      const action = this.effective(robot, actions[robot]!);
      if (action === LeagueAction.wait || this.absent[robot] === 1) continue;
      progress[robot]! += 1;
      started[robot] = action;
      if (progress[robot]! < actionTicks) continue;
      progress[robot] = 0;
      started[robot] = LeagueAction.wait;
      if (action === LeagueAction.right) heading[robot] = (heading[robot]! + 1) & 3;
      else if (action === LeagueAction.left) heading[robot] = (heading[robot]! + 3) & 3;
      else cell[robot] = cellAhead(map, cell[robot]!, heading[robot]!);
    }
  }

  /** Notes who goes forward and which cells each square may touch. */
  private enter(actions: Uint8Array): void {
    const { cell, moves, state, started, progress } = this;
    this.stamp += 1;
    // Backwards, so that each cell's list comes out in the order of ids.
    for (let robot = actions.length - 1; robot >= 0; robot -= 1) {
      if (this.absent[robot] === 1) {
        moves[robot] = 0;
        state[robot] = State.decided;
        continue;
      }
      const isForward = this.effective(robot, actions[robot]!) === LeagueAction.forward;
      moves[robot] = isForward ? 1 : 0;
      state[robot] = isForward ? State.open : State.decided;
      this.register(robot * 2, cell[robot]!);
      if (isForward || (started[robot] === LeagueAction.forward && progress[robot]! > 0)) {
        this.register(robot * 2 + 1, cellAhead(this.map, cell[robot]!, this.heading[robot]!));
      }
    }
  }
  private register(entry: number, cell: number): void {
    if (cell < 0) return;
    this.nextEntry[entry] = this.firstStamp[cell] === this.stamp ? this.first[cell]! : nobody;
    this.first[cell] = entry;
    this.firstStamp[cell] = this.stamp;
  }

  /** Decides for a robot, and first for those whose staying would block it. */
  private settle(
    root: number,
    actions: Uint8Array,
    onRefused: ((robot: number, other: number) => void) | undefined,
  ): void {
    const { state, moves } = this;
    this.neighbourCount = 0;
    let depth = 0;
    this.push(0, root);
    while (depth >= 0) {
      const robot = this.chain[depth]!;
      let blocker: number | null = this.hitsObstacle(robot) ? nobody : null;
      let dependsOn = nobody;
      let i = this.chainNext[depth]!;
      while (blocker === null && i < this.chainEnd[depth]!) {
        const other = this.neighbours[i]!;
        if (state[other] === State.decided) {
          if (this.collide(robot, other, moves[other] === 1)) blocker = other;
          else i += 1;
        } else if (!this.collide(robot, other, false)) {
          // Not in the way where it stands; if it moves, it will look out for this robot.
          i += 1;
        } else if (state[other] === State.onChain) blocker = other;
        else {
          dependsOn = other;
          break;
        }
      }
      if (dependsOn !== nobody) {
        // Looked at again when it has been decided for.
        this.chainNext[depth] = i;
        depth += 1;
        this.push(depth, dependsOn);
        continue;
      }
      state[robot] = State.decided;
      if (blocker !== null) {
        moves[robot] = 0;
        actions[robot] = LeagueAction.wait;
        onRefused?.(robot, blocker);
      }
      this.neighbourCount = depth > 0 ? this.chainEnd[depth - 1]! : 0;
      depth -= 1;
    }
  }
  private push(depth: number, robot: number): void {
    if (depth === this.chain.length) {
      this.chain = grown(this.chain);
      this.chainNext = grown(this.chainNext);
      this.chainEnd = grown(this.chainEnd);
    }
    this.state[robot] = State.onChain;
    this.chain[depth] = robot;
    this.chainNext[depth] = this.neighbourCount;
    this.collectNeighbours(robot);
    this.chainEnd[depth] = this.neighbourCount;
  }

  /** Robots whose squares may touch the mover's, in the order in which the rules look at them: by cell, then by id. */
  private collectNeighbours(robot: number): void {
    const begin = this.neighbourCount;
    const here = this.cell[robot]!;
    const ahead = cellAhead(this.map, here, this.heading[robot]!);
    for (const cell of ahead < 0 ? [here] : [here, ahead]) {
      if (this.firstStamp[cell] !== this.stamp) continue;
      for (let entry = this.first[cell]!; entry !== nobody; entry = this.nextEntry[entry]!) {
        const other = entry >> 1;
        if (other !== robot) this.insertNeighbour(begin, other);
      }
    }
  }
  private insertNeighbour(begin: number, robot: number): void {
    if (this.neighbourCount === this.neighbours.length) this.neighbours = grown(this.neighbours);
    const { neighbours } = this;
    const key = this.firstCell(robot);
    let at = this.neighbourCount;
    for (; at > begin; at -= 1) {
      const other = neighbours[at - 1]!;
      if (other === robot) return;
      const otherKey = this.firstCell(other);
      if (otherKey < key || (otherKey === key && other < robot)) break;
    }
    neighbours.copyWithin(at + 1, at, this.neighbourCount);
    neighbours[at] = robot;
    this.neighbourCount += 1;
  }
  /** The first cell, row by row, that the robot's square covers before the tick. */
  private firstCell(robot: number): number {
    const heading = this.heading[robot]!;
    const isBetween = this.progress[robot]! > 0 && this.started[robot] === LeagueAction.forward;
    return isBetween && heading >= 2 ? cellAhead(this.map, this.cell[robot]!, heading) : this.cell[robot]!;
  }

  /** True when the robot's next bit of forward motion touches an obstacle or leaves the map. */
  private hitsObstacle(robot: number): boolean {
    const heading = this.heading[robot]!;
    const ahead = cellAhead(this.map, this.cell[robot]!, heading);
    if (ahead >= 0 && this.map.blocked[ahead] === 0) return false;
    // Squares stand in the north-west corner of their cells: going south or east, a small one has some way to go.
    const reach = (this.progress[robot]! + 1) / this.actionTicks + (heading < 2 ? this.size : 1);
    return reach > 1 + tolerance;
  }

  /** Do a robot's forward motion and another's motion (forward, or none) touch within the tick? */
  private collide(robot: number, other: number, otherMoves: boolean): boolean {
    const { map, cell } = this;
    const speed = 1 / this.actionTicks;
    const columns = (cell[robot]! % map.width) - (cell[other]! % map.width);
    const rows = Math.floor(cell[robot]! / map.width) - Math.floor(cell[other]! / map.width);
    const at = this.offset(robot);
    const otherAt = this.offset(other);
    const direction = this.heading[robot]!;
    const otherDirection = this.heading[other]!;
    const x = columns + at * east(direction) - otherAt * east(otherDirection);
    const y = rows + at * south(direction) - otherAt * south(otherDirection);
    const otherSpeed = otherMoves ? speed : 0;
    const vx = speed * east(direction) - otherSpeed * east(otherDirection);
    const vy = speed * south(direction) - otherSpeed * south(otherDirection);
    const limit = this.size - tolerance;
    let from = 0;
    let to = 1;
    for (const [distance, velocity] of [
      [x, vx],
      [y, vy],
    ] as const) {
      if (Math.abs(velocity) < tolerance) {
        if (Math.abs(distance) >= limit) return false;
        continue;
      }
      const one = (-limit - distance) / velocity;
      const two = (limit - distance) / velocity;
      from = Math.max(from, Math.min(one, two));
      to = Math.min(to, Math.max(one, two));
    }
    return from <= to;
  }
  /** How far a robot is on its way to the next cell, in cells. */
  private offset(robot: number): number {
    return this.started[robot] === LeagueAction.forward ? this.progress[robot]! / this.actionTicks : 0;
  }
}

function east(heading: number): number {
  return heading === 0 ? 1 : heading === 2 ? -1 : 0;
}
function south(heading: number): number {
  return heading === 1 ? 1 : heading === 3 ? -1 : 0;
}
function grown(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}
