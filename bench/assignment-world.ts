// Robots that drive straight to pickups and drop-offs on an open floor, for the assignment benchmark: no traffic, so that
// only the assignment takes time. Finished tasks are replaced at once.
import type { AssignmentInput } from "../controller/assignment/index.ts";
import { Random } from "../sim/kernel/index.ts";

export interface WorldShape {
  readonly width: number;
  readonly height: number;
  readonly robots: number;
  readonly tasksPerRobot: number;
  /** "edges": pickups in few cells at two edges, as stations are; "spread": anywhere. */
  readonly pickups: "edges" | "spread";
}

/** Pickup cells on each of two edges. */
const edgeCells = 70;

export class AssignmentWorld {
  readonly input: AssignmentInput;
  readonly taskOf: Int32Array;
  finished = 0;
  private readonly dropOff: Int32Array;
  private readonly random: Random;

  constructor(
    private readonly shape: WorldShape,
    seed: number,
  ) {
    const { width, height, robots, tasksPerRobot } = shape;
    const slots = Math.floor(robots * tasksPerRobot);
    this.random = new Random(seed, "bench/assignment");
    this.taskOf = new Int32Array(robots).fill(-1);
    this.dropOff = new Int32Array(slots);
    this.input = {
      cell: Int32Array.from({ length: robots }, () => this.random.below(width * height)),
      heading: new Uint8Array(robots),
      free: new Uint8Array(robots).fill(1),
      goal: new Int32Array(robots).fill(-1),
      taskCount: slots,
      pickup: new Int32Array(slots),
      length: new Int32Array(slots),
    };
    for (let slot = 0; slot < slots; slot += 1) this.reveal(slot);
  }

  readonly distance = (from: number, _heading: number, to: number): number => {
    const { width } = this.shape;
    return Math.abs((from % width) - (to % width)) + Math.abs(((from / width) | 0) - ((to / width) | 0));
  };

  /** One cell further for everyone; pickups open tasks, drop-offs finish them. */
  step(): void {
    const { cell, free, goal, pickup } = this.input;
    const { taskOf, dropOff } = this;
    for (let robot = 0; robot < cell.length; robot += 1) {
      const slot = taskOf[robot]!;
      if (slot < 0) continue;
      if (free[robot] === 1) {
        cell[robot] = this.towards(cell[robot]!, pickup[slot]!);
        if (cell[robot] !== pickup[slot]) continue;
        free[robot] = 0;
        goal[robot] = dropOff[slot]!;
        pickup[slot] = -1;
        continue;
      }
      cell[robot] = this.towards(cell[robot]!, goal[robot]!);
      if (cell[robot] !== goal[robot]) continue;
      this.finished += 1;
      free[robot] = 1;
      goal[robot] = -1;
      taskOf[robot] = -1;
      this.reveal(slot);
    }
  }

  private reveal(slot: number): void {
    const { width, height, pickups } = this.shape;
    const { random } = this;
    const anywhere = random.below(width * height);
    const edge = random.below(2) * (width - 1);
    const line = Math.floor((random.below(edgeCells) * height) / edgeCells);
    const from = pickups === "spread" ? random.below(width * height) : line * width + edge;
    this.input.pickup[slot] = from;
    this.input.length[slot] = this.distance(from, 0, anywhere);
    this.dropOff[slot] = anywhere;
  }
  private towards(from: number, to: number): number {
    const { width } = this.shape;
    const columns = (to % width) - (from % width);
    if (columns !== 0) return from + (columns > 0 ? 1 : -1);
    if (to === from) return from;
    return from + (to > from ? width : -width);
  }
}
