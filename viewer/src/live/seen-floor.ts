// Where robots have been, in half metres: what is drawn as the floor when nobody has described it.
import { around, type Box } from "./framing.ts";

const sideMetres = 0.5;
/** Ground shown around a place where a robot has been: it has a body, and the way is wider. */
const reachSquares = 2;
/** Squares kept: a hall of 350 m by 350 m, driven everywhere. */
const squaresMax = 500_000;

export class SeenFloor {
  box: Box | null = null;
  /** Grows with every new square. */
  version = 0;
  private readonly squares = new Set<number>();

  add(x: number, y: number): void {
    if (!Number.isFinite(x) || !Number.isFinite(y) || Math.abs(x) > 1e6 || Math.abs(y) > 1e6) return;
    const key = keyOf(Math.floor(x / sideMetres), Math.floor(y / sideMetres));
    if (this.squares.has(key) || this.squares.size >= squaresMax) return;
    this.squares.add(key);
    this.box = around(this.box, x, y);
    this.version += 1;
  }
  /** Whether a square with this middle touches ground where a robot has been. */
  has(x: number, y: number, sideOfCell: number): boolean {
    const reach = reachSquares + Math.floor(sideOfCell / sideMetres / 2);
    const [column, row] = [Math.floor(x / sideMetres), Math.floor(y / sideMetres)];
    for (let dx = -reach; dx <= reach; dx += 1) {
      for (let dy = -reach; dy <= reach; dy += 1) {
        if (this.squares.has(keyOf(column + dx, row + dy))) return true;
      }
    }
    return false;
  }
}

/** Within a million metres both ways the key is a whole number that a double holds. */
const keyOf = (column: number, row: number): number => column * 0x400_0000 + row;
