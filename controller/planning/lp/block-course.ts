// The course of solving a block program: prices from a sample of the blocks, a start at these prices, and the simplex with the
// prices held in a box around them that is widened until it does not matter (du Merle et al. 1999).
import { type BlockProgram, sampleBlocks } from "./block-program.ts";
import { type BlockEnd, BlockSimplex } from "./block-simplex.ts";

/** Blocks per coupling row beyond which a sample is solved first, and how much smaller it is. */
const sampleAbove = 2;
const sampleStride = 3;
/** Half width of the first box, as a share of the prices, and how much it is widened by. */
const boxShare = 0.1;
const widening = 5;
const wideningsMax = 6;
export const brokenMin = 1e-7;

export type CourseEnd = BlockEnd | "infeasible" | "unfillable";

export interface BlockResult {
  readonly end: CourseEnd;
  readonly simplex: BlockSimplex;
  /** With the samples' pivots. */
  readonly pivots: number;
}

/** Pivots before a program counts as hung: a healthy solve needs one to ten per block. */
const pivotLimitOf = ({ blockCount, couplingCount }: BlockProgram) =>
  20_000 + 60 * (blockCount + couplingCount);

export function solveProgram(program: BlockProgram): BlockResult {
  const { couplingCount, blockCount } = program;
  let price: Float64Array = new Float64Array(couplingCount);
  let box = penalties(program);
  let before = 0;
  if (blockCount > sampleAbove * couplingCount) {
    const sample = solveProgram(sampleBlocks(program, sampleStride));
    before = sample.pivots;
    if (sample.end === "optimal") {
      price = sample.simplex.price;
      let sum = 0;
      for (const each of price) sum += Math.abs(each);
      const mean = sum / couplingCount;
      box = Float64Array.from(price, (each, r) =>
        Math.min(box[r]!, boxShare * (Math.abs(each) + mean) + 1e-12),
      );
    }
  }
  return new Course(program, price, box, before).run();
}

class Course {
  private readonly simplex: BlockSimplex;
  private readonly activity: Float64Array;

  constructor(
    private readonly program: BlockProgram,
    private readonly price: Float64Array,
    private readonly box: Float64Array,
    private readonly pivotsBefore: number,
  ) {
    const { cost, lower, upper, columnCount, couplingCount } = program;
    const x = new Float64Array(columnCount);
    this.activity = new Float64Array(couplingCount);
    this.simplex = new BlockSimplex(program, cost.slice(), lower.slice(), upper.slice(), x);
  }

  run(): BlockResult {
    const { simplex, program } = this;
    if (!this.fillBlocks()) return this.result("unfillable");
    this.startRows();
    const limit = pivotLimitOf(program);
    let end = simplex.run(limit);
    for (let round = 0; end === "optimal" && round < wideningsMax && this.widen(); round += 1)
      end = simplex.run(limit);
    if (end !== "optimal") return this.result(end);
    this.settle();
    if (this.isBroken()) {
      simplex.cost.fill(0);
      for (let r = 0; r < program.couplingCount; r += 1) this.setSides(r, 1, -1);
      end = simplex.run(limit);
      if (end !== "optimal") return this.result(end);
      this.settle();
      if (this.isBroken()) return this.result("infeasible");
      simplex.cost.set(program.cost);
    }
    for (let r = 0; r < program.couplingCount; r += 1) this.fixSides(r);
    return this.result(simplex.run(limit));
  }

  private result(end: CourseEnd): BlockResult {
    return { end, simplex: this.simplex, pivots: this.pivotsBefore + this.simplex.pivots };
  }

  private get over(): number {
    return this.program.structuralCount + this.program.couplingCount;
  }
  private get under(): number {
    return this.over + this.program.couplingCount;
  }

  /** Every block filled in the order of its columns' costs at the start prices; the last one filled is its key. */
  private fillBlocks(): boolean {
    const { program, simplex, price } = this;
    const { structuralCount, blockCount, blockStart, blockColumn, blockSum, start, row, value } = program;
    const { lower, upper, x, cost } = simplex;
    const priced = new Float64Array(structuralCount);
    for (let j = 0; j < structuralCount; j += 1) {
      priced[j] = cost[j]!;
      for (let k = start[j]!; k < start[j + 1]!; k += 1) priced[j] = priced[j]! - value[k]! * price[row[k]!]!;
      const rest = lower[j]! > -Infinity ? lower[j]! : Math.min(upper[j]!, 0);
      if (rest !== 0) this.place(j, rest);
    }
    for (let block = 0; block < blockCount; block += 1) {
      const columns = blockColumn.subarray(blockStart[block]!, blockStart[block + 1]!);
      let left = blockSum[block]!;
      for (const column of columns) left -= x[column]!;
      if (left < -brokenMin) return false;
      const order = Array.from(columns).sort((a, b) => priced[a]! - priced[b]! || a - b);
      let key = order[0]!;
      for (const column of order) {
        if (!(left > 0)) break;
        const amount = Math.min(left, upper[column]! - x[column]!);
        if (amount <= 0) continue;
        this.place(column, amount);
        left -= amount;
        key = column;
      }
      if (left > brokenMin) return false;
      simplex.basis.setKey(block, key);
    }
    return true;
  }

  private place(column: number, amount: number): void {
    const { start, row, value } = this.program;
    this.simplex.x[column] = this.simplex.x[column]! + amount;
    for (let k = start[column]!; k < start[column + 1]!; k += 1) {
      this.activity[row[k]!] = this.activity[row[k]!]! + value[k]! * amount;
    }
  }

  /** A row with a price stands at the bound that the price is for, others where they are; the rest is over or under. */
  private startRows(): void {
    const { program, simplex, price, box, activity, over, under } = this;
    const { couplingCount, structuralCount } = program;
    for (let r = 0; r < couplingCount; r += 1) {
      const slack = structuralCount + r;
      const [least, most] = [simplex.lower[slack]!, simplex.upper[slack]!];
      const bound = price[r]! > 0 ? least : most;
      const isPriced = Math.abs(price[r]!) > box[r]! && Number.isFinite(bound);
      const kept = isPriced ? bound : Math.min(most, Math.max(least, activity[r]!));
      const rest = activity[r]! - kept;
      simplex.x[slack] = kept;
      simplex.x[over + r] = Math.max(0, rest);
      simplex.x[under + r] = Math.min(0, rest);
      simplex.basis.setBasic(r, rest > 0 ? over + r : rest < 0 ? under + r : slack);
      this.setBox(r);
    }
  }

  /** Prices of row r within price ± box: what is over pays the one, what is under the other. */
  private setBox(r: number): void {
    this.setSides(r, -(this.price[r]! - this.box[r]!), -(this.price[r]! + this.box[r]!));
  }
  private setSides(r: number, overCost: number, underCost: number): void {
    const { simplex, over, under } = this;
    simplex.cost[over + r] = overCost;
    simplex.upper[over + r] = Infinity;
    simplex.cost[under + r] = underCost;
    simplex.lower[under + r] = -Infinity;
  }
  private fixSides(r: number): void {
    const { simplex, over, under } = this;
    for (const column of [over + r, under + r]) {
      simplex.cost[column] = 0;
      simplex.upper[column] = 0;
      simplex.lower[column] = 0;
    }
  }

  /** Widens the box of the rows that are still over or under; false when none is. */
  private widen(): boolean {
    this.settle();
    let isAny = false;
    for (let r = 0; r < this.program.couplingCount; r += 1) {
      if (!this.isOff(r)) continue;
      isAny = true;
      this.box[r] = this.box[r]! * widening;
      this.setBox(r);
    }
    return isAny;
  }

  /** What is over or under and would be within the row's bounds becomes slack, where the box allows the slack's price. */
  private settle(): void {
    const { program, simplex, over, under } = this;
    for (let r = 0; r < program.couplingCount; r += 1) {
      const slack = program.structuralCount + r;
      if (simplex.basis.placeOf[slack] !== -1) continue;
      for (const column of [over + r, under + r]) {
        const place = simplex.basis.placeOf[column]!;
        const moved = simplex.x[slack]! + simplex.x[column]!;
        if (place < 0 || simplex.x[column] === 0) continue;
        if (moved < simplex.lower[slack]! || moved > simplex.upper[slack]!) continue;
        // Both have the same entries: the basis stays what it is.
        simplex.x[slack] = moved;
        simplex.x[column] = 0;
        simplex.basis.placeOf[column] = -1;
        simplex.basis.setBasic(place, slack);
      }
    }
  }

  private isOff(r: number): boolean {
    const { simplex, over, under } = this;
    return Math.abs(simplex.x[over + r]!) > brokenMin || Math.abs(simplex.x[under + r]!) > brokenMin;
  }
  private isBroken(): boolean {
    for (let r = 0; r < this.program.couplingCount; r += 1) if (this.isOff(r)) return true;
    return false;
  }
}

/** Per coupling row: about what it costs to move a block out of it, per unit of the row. */
function penalties(program: BlockProgram): Float64Array {
  const { couplingCount, blockCount, blockStart, blockColumn, cost, start, row, value } = program;
  const spread = new Float64Array(couplingCount);
  const size = new Float64Array(couplingCount);
  let most = 1;
  for (let block = 0; block < blockCount; block += 1) {
    let least = Infinity;
    let greatest = -Infinity;
    for (let k = blockStart[block]!; k < blockStart[block + 1]!; k += 1) {
      least = Math.min(least, cost[blockColumn[k]!]!);
      greatest = Math.max(greatest, cost[blockColumn[k]!]!);
    }
    for (let k = blockStart[block]!; k < blockStart[block + 1]!; k += 1) {
      const column = blockColumn[k]!;
      for (let entry = start[column]!; entry < start[column + 1]!; entry += 1) {
        spread[row[entry]!] = spread[row[entry]!]! + greatest - least;
        size[row[entry]!] = size[row[entry]!]! + Math.abs(value[entry]!);
      }
    }
  }
  const ratio = spread.map((sum, r) => (size[r]! > 0 ? (10 * sum) / size[r]! : 0));
  for (const each of ratio) most = Math.max(most, each);
  return ratio.map((each) => (each > 0 ? each : most));
}
