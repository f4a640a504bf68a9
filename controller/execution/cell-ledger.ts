// Who owns which cell, independent of any plan: the planner can be wrong or late, the ledger cannot. A cell is given to one
// robot before that robot may enter it and is free again only when the robot has said that it has left.
import { assert } from "../../sim/kernel/index.ts";

const nobody = -1;

export class CellLedger {
  /** Robot that owns each cell, or −1. Read only outside. */
  readonly owner: Int32Array;
  /** 1 = nobody may be given the cell; whoever owns it keeps it until it leaves. */
  readonly closed: Uint8Array;
  /** 1 = lost: what the robot owns stays its own whatever is reported. */
  readonly frozen: Uint8Array;
  /** Requests refused since the start: in a sound system only closed cells and lost robots cause any. */
  refusals = 0;

  /** @throws AssertionError if two robots start in one cell. */
  constructor(cellCount: number, cell: Int32Array) {
    this.owner = new Int32Array(cellCount).fill(nobody);
    this.closed = new Uint8Array(cellCount);
    this.frozen = new Uint8Array(cell.length);
    for (let robot = 0; robot < cell.length; robot += 1) {
      const other = this.owner[cell[robot]!]!;
      assert(other === nobody, `robots ${other} and ${robot} stand in the same cell ${cell[robot]}`);
      this.owner[cell[robot]!] = robot;
    }
  }

  /** Gives the cell to the robot, or refuses. Returns the owner after the request: anything but the robot is a refusal. */
  claim(robot: number, cell: number): number {
    const owner = this.owner[cell]!;
    if (owner === robot) return robot;
    if (owner !== nobody || this.closed[cell] === 1 || this.frozen[robot] === 1) {
      this.refusals += 1;
      return owner;
    }
    this.owner[cell] = robot;
    return robot;
  }

  /** The robot has left the cell. False if it is not the robot's to give: another owns it, or the robot is lost. */
  leave(robot: number, cell: number): boolean {
    if (this.owner[cell] !== robot || this.frozen[robot] === 1) return false;
    this.owner[cell] = nobody;
    return true;
  }

  /**
   * The robot is known to be elsewhere: it owns `cells` from now on, as far as no other robot does, and nothing else. Returns
   * what it owns.
   */
  relocate(robot: number, cells: readonly number[]): readonly number[] {
    const { owner } = this;
    for (let cell = 0; cell < owner.length; cell += 1) if (owner[cell] === robot) owner[cell] = nobody;
    const owned = cells.filter((cell) => owner[cell] === nobody);
    for (const cell of owned) owner[cell] = robot;
    return owned;
  }

  /** From now on nothing of what the robot owns changes hands. */
  freeze(robot: number): void {
    this.frozen[robot] = 1;
  }
  /** The robot is known again. */
  thaw(robot: number): void {
    this.frozen[robot] = 0;
  }
  setClosed(cell: number, closed: boolean): void {
    this.closed[cell] = closed ? 1 : 0;
  }

  snapshot(): Readonly<Record<string, unknown>> {
    const { owner, closed, frozen, refusals } = this;
    return { owner: owner.slice(), closed: closed.slice(), frozen: frozen.slice(), refusals };
  }
  restore(saved: Readonly<Record<string, unknown>>): void {
    this.owner.set(saved.owner as Int32Array);
    this.closed.set(saved.closed as Uint8Array);
    this.frozen.set(saved.frozen as Uint8Array);
    this.refusals = saved.refusals as number;
  }
}
