// Where robots have been, in half metres: what is drawn as the floor when nobody has described it.
import { around, type Box } from "./framing.ts";

const sideMetres = 0.5;
/** Squares kept: a hall of 350 m by 350 m, driven everywhere. */
const squaresMax = 500_000;
/** Farther from the origin no robot is believed to be, metres. */
export const believedMetres = 1_000_000;

export class SeenFloor {
  box: Box | null = null;
  /** Middles of the squares, x and y one after the other, in the order in which they were seen. */
  readonly places: number[] = [];
  private readonly squares = new Set<number>();

  /** How many squares there are; grows. */
  get count(): number {
    return this.squares.size;
  }
  add(x: number, y: number): void {
    if (!isBelieved(x, y)) return;
    const [column, row] = [Math.floor(x / sideMetres), Math.floor(y / sideMetres)];
    // Within a million metres both ways the key is a whole number that a double holds.
    const key = column * 0x400_0000 + row;
    if (this.squares.has(key) || this.squares.size >= squaresMax) return;
    this.squares.add(key);
    this.places.push((column + 0.5) * sideMetres, (row + 0.5) * sideMetres);
    this.box = around(this.box, x, y);
  }
}

export function isBelieved(x: number, y: number): boolean {
  return Math.abs(x) <= believedMetres && Math.abs(y) <= believedMetres;
}
