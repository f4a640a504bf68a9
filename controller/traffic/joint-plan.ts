// The operations all robots have chosen, and who uses which cell and edge at which depth: no two robots ever hold the
// same one, so the joint plan is free of conflicts at every moment outside `place` … `lift` pairs.
import type { OperationPool } from "./operations.ts";
import { noEdge } from "./operations.ts";

/** Results of `conflict`: nobody, or more than one robot; otherwise the one robot in the way. */
export const nobody = -1;
export const several = -2;

export class JointPlan {
  /** Chosen operation per robot, valid while it is placed. */
  readonly operation: Uint8Array;
  /** State from which the operation starts. */
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  private readonly placed: Uint8Array;
  private readonly cellUser: Int32Array;
  private readonly edgeUser: Int32Array;

  constructor(
    readonly pool: OperationPool,
    cellCount: number,
    robotCount: number,
  ) {
    this.operation = new Uint8Array(robotCount);
    this.cell = new Int32Array(robotCount);
    this.heading = new Uint8Array(robotCount);
    this.placed = new Uint8Array(robotCount);
    this.cellUser = new Int32Array(cellCount * pool.depth).fill(nobody);
    this.edgeUser = new Int32Array(cellCount * 2 * pool.depth).fill(nobody);
  }

  isPlaced(robot: number): boolean {
    return this.placed[robot] === 1;
  }
  /** Who holds `cell` at a depth. */
  userAt(cell: number, depth: number): number {
    return this.cellUser[cell * this.pool.depth + depth]!;
  }

  place(robot: number, operation: number): void {
    this.operation[robot] = operation;
    this.placed[robot] = 1;
    this.write(robot, operation, robot);
  }
  lift(robot: number): void {
    this.placed[robot] = 0;
    this.write(robot, this.operation[robot]!, nobody);
  }
  clear(): void {
    for (let robot = 0; robot < this.placed.length; robot += 1)
      if (this.placed[robot] === 1) this.lift(robot);
  }

  /** Who is in the way of an operation of a robot that is not placed. */
  conflict(robot: number, operation: number): number {
    const { depth, count, cellOffset, edgeOffset } = this.pool;
    const { cellUser, edgeUser } = this;
    const base = (this.heading[robot]! * count + operation) * depth;
    const cell = this.cell[robot]!;
    let found = nobody;
    for (let d = 0; d < depth; d += 1) {
      const user = cellUser[(cell + cellOffset[base + d]!) * depth + d]!;
      if (user !== nobody && user !== found) {
        if (found !== nobody) return several;
        found = user;
      }
      const edge = edgeOffset[base + d]!;
      if (edge === noEdge) continue;
      const opposite = edgeUser[(2 * cell + edge) * depth + d]!;
      if (opposite !== nobody && opposite !== found) {
        if (found !== nobody) return several;
        found = opposite;
      }
    }
    return found;
  }

  private write(robot: number, operation: number, user: number): void {
    const { depth, count, cellOffset, edgeOffset } = this.pool;
    const base = (this.heading[robot]! * count + operation) * depth;
    const cell = this.cell[robot]!;
    for (let d = 0; d < depth; d += 1) {
      this.cellUser[(cell + cellOffset[base + d]!) * depth + d] = user;
      const edge = edgeOffset[base + d]!;
      if (edge !== noEdge) this.edgeUser[(2 * cell + edge) * depth + d] = user;
    }
  }
}
