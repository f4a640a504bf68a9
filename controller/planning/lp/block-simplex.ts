// Primal simplex for block programs. Prices whole blocks in turn, keeps the best column of each as candidates, and works on a
// basis of the size of the coupling rows only; see `block-basis.ts`. Deterministic, bounded by pivots.
import { BlockBasis } from "./block-basis.ts";
import type { BlockProgram } from "./block-program.ts";

/** Blocks with an improving column that are looked for before pivoting. */
const candidatesMax = 64;
/** Inverse updates before it is made anew. */
const updatesMax = 120;
/** Values may leave their bounds by this share of the bound's size, for larger pivots. */
const feasibilityTolerance = 1e-9;
const pivotMin = 1e-9;
/** Pivots in a row that may go no further than `stepMin` before it is taken for a circle. */
const idlePivotsMax = 500;
const stepMin = 1e-12;

export type BlockEnd = "optimal" | "unbounded" | "pivot-limit" | "singular";

export class BlockSimplex {
  readonly basis: BlockBasis;
  /** Value of every column. */
  readonly x: Float64Array;
  /** Price of each coupling row. */
  readonly price: Float64Array;
  pivots = 0;
  private readonly direction: Float64Array;
  /** Rate of each block's key, and the blocks whose key moves. */
  private readonly keyRate: Float64Array;
  private readonly moving: Int32Array;
  private movingCount = 0;
  private readonly movedAt: Int32Array;
  private round = 0;
  private idlePivots = 0;
  private readonly residual: Float64Array;
  private cursor = 0;
  private readonly candidates = new Int32Array(candidatesMax + 1);
  private candidateCount = 0;
  private costTolerance = 0;

  /** `x` holds a value within its bounds for every column, block sums kept; basis columns are set in `basis`. */
  constructor(
    private readonly program: BlockProgram,
    readonly cost: Float64Array,
    readonly lower: Float64Array,
    readonly upper: Float64Array,
    x: Float64Array,
  ) {
    const { couplingCount, blockCount } = program;
    this.basis = new BlockBasis(program);
    this.x = x;
    this.price = new Float64Array(couplingCount);
    this.direction = new Float64Array(couplingCount);
    this.residual = new Float64Array(couplingCount);
    this.keyRate = new Float64Array(blockCount);
    this.movedAt = new Int32Array(blockCount);
    this.moving = new Int32Array(couplingCount + 1);
  }

  /** Goes on from the present basis until nothing improves. Call it again after a change of costs. */
  run(pivotLimit: number): BlockEnd {
    let scale = 0;
    for (let j = 0; j < this.program.structuralCount; j += 1)
      scale = Math.max(scale, Math.abs(this.cost[j]!));
    // Without costs of its own a program only asks how little of it must be broken, at 1 per unit.
    this.costTolerance = 1e-10 * (scale === 0 ? 1 : scale);
    if (!this.refresh()) return "singular";
    for (;;) {
      if (this.basis.updates >= updatesMax && !this.refresh()) return "singular";
      const entering = this.choose();
      if (entering < 0) {
        // Rounding in the prices may hide what is left: look again with fresh ones before believing it.
        if (this.basis.updates === 0) return "optimal";
        if (!this.refresh()) return "singular";
        continue;
      }
      if (this.pivots >= pivotLimit) return "pivot-limit";
      this.pivots += 1;
      if (!this.pivot(entering)) return "unbounded";
    }
  }

  /** Cost per unit of a column at the present prices, its block's own price taken off. */
  reducedCost(column: number): number {
    const block = this.program.blockOf[column]!;
    return this.priced(column) - (block < 0 ? 0 : this.priced(this.basis.key[block]!));
  }

  /** Price of a block's row. */
  blockPrice(block: number): number {
    return this.priced(this.basis.key[block]!);
  }

  private priced(column: number): number {
    const { start, row, value } = this.program;
    let reduced = this.cost[column]!;
    for (let k = start[column]!; k < start[column + 1]!; k += 1) reduced -= value[k]! * this.price[row[k]!]!;
    return reduced;
  }

  /** How much a column improves per unit if it may move that way; 0 otherwise. */
  private gain(column: number, reduced: number): number {
    if (reduced < 0) return this.x[column]! < this.upper[column]! ? -reduced : 0;
    return this.x[column]! > this.lower[column]! ? reduced : 0;
  }

  /** The column to enter: the best of the candidates at present prices, new candidates when they are used up. */
  private choose(): number {
    if (this.isStalled) return this.firstImproving();
    const best = this.bestCandidate();
    if (best >= 0) return best;
    this.collect();
    return this.bestCandidate();
  }

  private bestCandidate(): number {
    let best = -1;
    let bestGain = this.costTolerance;
    let kept = 0;
    for (let i = 0; i < this.candidateCount; i += 1) {
      const column = this.candidates[i]!;
      if (this.basis.placeOf[column] !== -1) continue;
      const gain = this.gain(column, this.reducedCost(column));
      if (gain <= this.costTolerance) continue;
      this.candidates[kept] = column;
      kept += 1;
      if (gain > bestGain) {
        bestGain = gain;
        best = column;
      }
    }
    this.candidateCount = kept;
    return best;
  }

  /** Pivots without a step may go round for ever; by the rule of the least index (Bland 1977) they cannot. */
  private get isStalled(): boolean {
    return this.idlePivots > idlePivotsMax + 2 * this.program.couplingCount;
  }
  private firstImproving(): number {
    this.candidateCount = 0;
    for (let column = 0; column < this.program.columnCount; column += 1) {
      if (this.basis.placeOf[column] !== -1) continue;
      if (this.gain(column, this.reducedCost(column)) > this.costTolerance) return column;
    }
    return -1;
  }

  /** The best column of each of the next blocks that have one, and the best of the loose columns. */
  private collect(): void {
    const { blockCount, blockStart, blockColumn, loose } = this.program;
    const { placeOf } = this.basis;
    this.candidateCount = 0;
    let bestLoose = -1;
    let bestGain = this.costTolerance;
    for (const column of loose) {
      if (placeOf[column] !== -1) continue;
      const gain = this.gain(column, this.priced(column));
      if (gain <= bestGain) continue;
      bestGain = gain;
      bestLoose = column;
    }
    if (bestLoose >= 0) this.candidates[this.candidateCount++] = bestLoose;
    for (let seen = 0; seen < blockCount && this.candidateCount < candidatesMax; seen += 1) {
      const block = this.cursor;
      this.cursor = this.cursor + 1 === blockCount ? 0 : this.cursor + 1;
      const own = this.blockPrice(block);
      let best = -1;
      let most = this.costTolerance;
      for (let k = blockStart[block]!; k < blockStart[block + 1]!; k += 1) {
        const column = blockColumn[k]!;
        if (placeOf[column] !== -1) continue;
        const gain = this.gain(column, this.priced(column) - own);
        if (gain <= most) continue;
        most = gain;
        best = column;
      }
      if (best >= 0) this.candidates[this.candidateCount++] = best;
    }
  }

  /** Moves the entering column as far as it goes; false when nothing stops it. */
  private pivot(entering: number): boolean {
    const { program, basis, direction, x, lower, upper } = this;
    const reduced = this.reducedCost(entering);
    const sign = reduced < 0 ? 1 : -1;
    basis.solve(entering, direction);
    this.findMovingKeys(entering, sign);

    const leaving = this.ratioTest(entering, sign);
    const { step, column, toUpper } = leaving;
    if (step === Infinity) return false;
    this.idlePivots = step > stepMin ? 0 : this.idlePivots + 1;
    this.move(entering, sign, step);
    if (column === entering) {
      x[entering] = toUpper ? upper[entering]! : lower[entering]!;
      return true;
    }
    x[column] = toUpper ? upper[column]! : lower[column]!;
    let place = basis.placeOf[column]!;
    if (place === -2) {
      const block = program.blockOf[column]!;
      place = this.memberOf(block);
      if (place < 0) {
        // Nobody else of the block is basic: the entering column is its new key, and the working basis stays.
        basis.placeOf[column] = -1;
        basis.setKey(block, entering);
        return true;
      }
      basis.swapKey(place);
      basis.solve(entering, direction);
    }
    basis.replace(place, entering, direction);
    basis.addRow(place, reduced, this.price);
    return true;
  }

  /** The place of a basic column of the block with the largest pivot as the block's new key, −1 = none. */
  private memberOf(block: number): number {
    const { program, basis, direction } = this;
    let best = -1;
    for (let place = 0; place < program.couplingCount; place += 1) {
      if (program.blockOf[basis.basic[place]!] !== block) continue;
      if (best < 0 || Math.abs(direction[place]!) > Math.abs(direction[best]!)) best = place;
    }
    return best;
  }

  /** Rates of the keys: what a block's other basic columns and the entering one take, its key gives. */
  private findMovingKeys(entering: number, sign: number): void {
    const { program, basis, direction, keyRate, moving } = this;
    for (let i = 0; i < this.movingCount; i += 1) keyRate[moving[i]!] = 0;
    this.movingCount = 0;
    this.round += 1;
    const own = program.blockOf[entering]!;
    if (own >= 0) {
      this.addMoving(own);
      keyRate[own] = -sign;
    }
    for (let place = 0; place < program.couplingCount; place += 1) {
      const block = program.blockOf[basis.basic[place]!]!;
      const change = direction[place]!;
      if (block < 0 || change === 0) continue;
      if (this.movedAt[block] !== this.round) this.addMoving(block);
      keyRate[block] = keyRate[block]! + sign * change;
    }
  }

  private addMoving(block: number): void {
    this.movedAt[block] = this.round;
    this.moving[this.movingCount++] = block;
  }

  /** Which column stops the move, and where (Harris: of those that stop it at about the same step, the largest rate). */
  private ratioTest(entering: number, sign: number) {
    const { program, basis, direction, keyRate, moving, lower, upper, x } = this;
    const { couplingCount } = program;
    let relaxed = Infinity;
    let strict = Infinity;
    for (let i = -this.movingCount; i < couplingCount; i += 1) {
      const isKey = i < 0;
      const each = isKey ? basis.key[moving[-i - 1]!]! : basis.basic[i]!;
      const own = isKey ? keyRate[moving[-i - 1]!]! : -sign * direction[i]!;
      relaxed = Math.min(relaxed, this.limit(each, own, 1));
      if (this.isStalled) strict = Math.min(strict, this.limit(each, own, 0));
    }
    const range = sign > 0 ? upper[entering]! - x[entering]! : x[entering]! - lower[entering]!;
    if (range <= relaxed) return { step: range, column: entering, toUpper: sign > 0 };
    let column = -1;
    let rate = 0;
    const isStalled = this.isStalled;
    if (isStalled) relaxed = Math.max(0, strict);
    for (let i = -this.movingCount; i < couplingCount; i += 1) {
      const isKey = i < 0;
      const each = isKey ? basis.key[moving[-i - 1]!]! : basis.basic[i]!;
      const own = isKey ? keyRate[moving[-i - 1]!]! : -sign * direction[i]!;
      if (this.limit(each, own, 0) > relaxed) continue;
      if (column >= 0 && (isStalled ? each > column : Math.abs(own) <= Math.abs(rate))) continue;
      column = each;
      rate = own;
    }
    if (column < 0) return { step: Infinity, column: entering, toUpper: true };
    return { step: Math.max(0, this.limit(column, rate, 0)), column, toUpper: rate > 0 };
  }

  /** Step until a column meets its bound; `slack` 1 lets it go a little further. */
  private limit(column: number, rate: number, slack: 0 | 1): number {
    if (Math.abs(rate) < pivotMin) return Infinity;
    const bound = rate > 0 ? this.upper[column]! : this.lower[column]!;
    if (Math.abs(bound) === Infinity) return Infinity;
    const distance = rate > 0 ? bound - this.x[column]! : this.x[column]! - bound;
    return (distance + slack * feasibilityTolerance * (1 + Math.abs(bound))) / Math.abs(rate);
  }

  private move(entering: number, sign: number, step: number): void {
    const { program, basis, direction, keyRate, moving, x } = this;
    if (step === 0) return;
    x[entering] = x[entering]! + sign * step;
    for (let place = 0; place < program.couplingCount; place += 1) {
      const change = direction[place]!;
      if (change !== 0) x[basis.basic[place]!] = x[basis.basic[place]!]! - sign * step * change;
    }
    for (let i = 0; i < this.movingCount; i += 1) {
      const key = basis.key[moving[i]!]!;
      x[key] = x[key]! + step * keyRate[moving[i]!]!;
    }
  }

  /** Inverse, values of the basic columns and prices anew. */
  private refresh(): boolean {
    const { program, basis, x, residual, direction } = this;
    const { columnCount, couplingCount, blockCount, blockOf, blockSum, start, row, value } = program;
    if (!basis.invert()) return false;
    residual.fill(0);
    const left = blockSum.slice();
    const add = (column: number, amount: number) => {
      for (let k = start[column]!; k < start[column + 1]!; k += 1) {
        residual[row[k]!] = residual[row[k]!]! - value[k]! * amount;
      }
    };
    for (let j = 0; j < columnCount; j += 1) {
      const amount = x[j]!;
      if (amount === 0 || basis.placeOf[j] !== -1) continue;
      add(j, amount);
      if (blockOf[j]! >= 0) left[blockOf[j]!] = left[blockOf[j]!]! - amount;
    }
    for (let i = 0; i < blockCount; i += 1) add(basis.key[i]!, left[i]!);
    basis.solveFull(residual, direction);
    for (let place = 0; place < couplingCount; place += 1) {
      const column = basis.basic[place]!;
      x[column] = direction[place]!;
      if (blockOf[column]! >= 0) left[blockOf[column]!] = left[blockOf[column]!]! - direction[place]!;
    }
    for (let i = 0; i < blockCount; i += 1) x[basis.key[i]!] = left[i]!;
    basis.prices(this.cost, this.price);
    return true;
  }
}
