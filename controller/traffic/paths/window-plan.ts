// The paths all robots have planned over a window of steps, and who is in which cell when: never two robots in one cell,
// never two that swap. What the improvement by paths works on.
import { RobotAction } from "../../../sim/model/index.ts";
import type { RoadGraph } from "../road-graph.ts";
import type { TrafficInput } from "../traffic-port.ts";

/** Nobody is in the cell at that time. */
export const free = -1;

export class WindowPlan {
  /** `states[robot * (window + 1) + t]` = cell * 4 + heading, t steps from now; t = 0 is where the robot stands. */
  readonly states: Int32Array;
  /** `users[t * cellCount + cell]`: robot or `free`. */
  readonly users: Int32Array;
  private readonly waiting: Int32Array;

  constructor(
    private readonly graph: RoadGraph,
    readonly robotCount: number,
    /** Steps planned ahead. */
    readonly window: number,
  ) {
    this.states = new Int32Array(robotCount * (window + 1)).fill(-1);
    this.users = new Int32Array(graph.cellCount * (window + 1)).fill(free);
    this.waiting = new Int32Array(robotCount);
  }

  /**
   * The start of a step: who did what was planned goes on with the rest, holding its last cell; who did not, is frozen or
   * may not drive its path any more waits where it is, as does everybody whose path it is then in. If the whole fleet stood
   * still, as it does when a decision came late, all paths are as good as before.
   */
  begin(input: TrafficInput): void {
    const { states, users, window, waiting } = this;
    const { cellCount } = this.graph;
    const length = window + 1;
    this.clear();
    let waiters = 0;
    const from = this.stoodStill(input) ? 0 : 1;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const base = robot * length;
      const state = input.cell[robot]! * 4 + input.heading[robot]!;
      if (states[base + from] !== state || input.frozen[robot] === 1 || !this.isOpen(input, robot, from)) {
        states[base] = state;
        waiting[waiters++] = robot;
        continue;
      }
      if (from === 1) states.copyWithin(base, base + 1, base + length);
      this.place(robot);
    }
    for (let i = 0; i < waiters; i += 1) {
      const robot = waiting[i]!;
      const base = robot * length;
      const cell = states[base]! >> 2;
      for (let t = 0; t <= window; t += 1) {
        const user = users[t * cellCount + cell]!;
        if (user === free || user === robot) continue;
        this.lift(user);
        waiting[waiters++] = user;
      }
      states.fill(states[base]!, base, base + length);
      this.place(robot);
    }
  }
  /** Forgets all paths; the next `begin` has everybody wait. */
  forget(): void {
    this.clear();
    this.states.fill(-1);
  }
  /** Takes over paths that were planned without conflicts. */
  restore(states: Int32Array): void {
    this.clear();
    this.states.set(states);
    if (states[0] !== -1) for (let robot = 0; robot < this.robotCount; robot += 1) this.place(robot);
  }

  place(robot: number): void {
    this.write(robot, robot);
  }
  lift(robot: number): void {
    this.write(robot, free);
  }
  /** Copies a robot's path into a slot of `kept`, which holds window + 1 states per slot. */
  keepPath(robot: number, kept: Int32Array, slot: number): void {
    const length = this.window + 1;
    const base = robot * length;
    for (let t = 0; t < length; t += 1) kept[slot * length + t] = this.states[base + t]!;
  }
  /** Writes a kept path back into the states of a lifted robot. */
  resumePath(robot: number, kept: Int32Array, slot: number): void {
    const length = this.window + 1;
    const base = robot * length;
    for (let t = 0; t < length; t += 1) this.states[base + t] = kept[slot * length + t]!;
  }
  /** Keeps a lifted robot's cell for now and `steps` more, where nobody passes. */
  hold(robot: number, steps: number): void {
    this.swap(robot, steps, free, robot);
  }
  release(robot: number, steps: number): void {
    this.swap(robot, steps, robot, free);
  }
  /** The action that leads from the robot's state to the next one of its path. */
  firstAction(robot: number): number {
    const base = robot * (this.window + 1);
    const now = this.states[base]!;
    const next = this.states[base + 1]!;
    if (now === next) return RobotAction.wait;
    if (now >> 2 !== next >> 2) return RobotAction.forward;
    return ((now + 1) & 3) === (next & 3) ? RobotAction.turnRight : RobotAction.turnLeft;
  }

  private swap(robot: number, steps: number, from: number, to: number): void {
    const { states, users, window } = this;
    const { cellCount } = this.graph;
    const cell = states[robot * (window + 1)]! >> 2;
    for (let t = 0; t <= steps; t += 1) {
      const at = t * cellCount + cell;
      if (users[at] === from) users[at] = to;
    }
  }
  /** Somebody was to move, and everybody is where they were. */
  private stoodStill(input: TrafficInput): boolean {
    const { states, window } = this;
    let planned = false;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const base = robot * (window + 1);
      if (states[base] !== input.cell[robot]! * 4 + input.heading[robot]!) return false;
      planned ||= states[base] !== states[base + 1];
    }
    return planned;
  }
  private write(robot: number, user: number): void {
    const { states, users, window } = this;
    const { cellCount } = this.graph;
    const base = robot * (window + 1);
    for (let t = 0; t <= window; t += 1) users[t * cellCount + (states[base + t]! >> 2)] = user;
  }

  private clear(): void {
    if (this.states[0] !== -1) for (let robot = 0; robot < this.robotCount; robot += 1) this.lift(robot);
  }
  /** Whether the moves after the first are still allowed. */
  private isOpen(input: TrafficInput, robot: number, from: number): boolean {
    const { exits, restricted } = this.graph;
    const base = robot * (this.window + 1);
    const laden = input.laden[robot] === 1;
    for (let t = from; t < this.window; t += 1) {
      const now = this.states[base + t]!;
      const to = this.states[base + t + 1]! >> 2;
      if (now >> 2 === to) continue;
      if ((exits[now >> 2]! & (1 << (now & 3))) === 0) return false;
      if (laden && restricted[to] === 1 && input.goal[robot] !== to) return false;
    }
    return true;
  }
}
