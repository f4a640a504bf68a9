// Draws what one order holds: its class, its lines, their SKUs and units; and when it is due.
import { Random, type RandomState } from "../kernel/index.ts";
import type { SkuTable } from "../model/index.ts";
import { AliasTable } from "./alias-table.ts";
import type { CountSpread, OrderShape, PriorityClass } from "./config.ts";
import { daySeconds, secondOfDay } from "./local-time.ts";

/** Promoted SKUs of one category: which, and how the promoted lines fall on them. */
export interface HeroTable {
  readonly skus: readonly number[];
  readonly table: AliasTable;
}

/** Draws of a SKU that is refused are repeated this often. */
const redrawsMax = 64;
/** Draws of a SKU that is already in the order are repeated this often; then the line is left out. */
const attemptsPerLine = 8;

export class OrderDraw {
  /** SKU, units, SKU, units… of the order just drawn; reused by the next. */
  lines: Int32Array;
  private readonly buffers: readonly Int32Array[];
  private readonly all: AliasTable;
  private readonly members: readonly Int32Array[];
  private readonly byCategory: readonly (AliasTable | null)[];
  private readonly priorityTable: AliasTable;
  private readonly sizes: Random;
  private readonly skuStream: Random;
  private readonly priorityStream: Random;

  constructor(
    private readonly shape: OrderShape,
    skus: SkuTable,
    popularity: Float64Array,
    seed: number,
  ) {
    this.sizes = new Random(seed, "demand/sizes");
    this.skuStream = new Random(seed, "demand/skus");
    this.priorityStream = new Random(seed, "demand/priorities");
    this.all = new AliasTable(popularity);
    const members: number[][] = skus.categoryNames.map(() => []);
    for (let sku = 0; sku < skus.count; sku += 1) {
      if (popularity[sku]! > 0) members[skus.category[sku]!]!.push(sku);
    }
    this.members = members.map((list) => Int32Array.from(list));
    this.byCategory = members.map((list) =>
      list.length > 0 ? new AliasTable(list.map((sku) => popularity[sku]!)) : null,
    );
    this.priorityTable = new AliasTable(shape.priorities.map((priority) => priority.share));
    this.buffers = Array.from({ length: shape.lines.max + 1 }, (_, count) => new Int32Array(2 * count));
    this.lines = this.buffers[1]!;
  }

  /** Class of the next order. */
  priority(): number {
    return this.priorityTable.pick(this.priorityStream.uniform());
  }

  /** What `allows` refuses is drawn again; an order of which it refuses everything keeps its first draw. Fills `lines` for an order of this category; `heroes` draws `heroShare` of them. */
  contents(
    category: number,
    heroes: HeroTable | null,
    heroShare: number,
    allows: ((sku: number, units: number) => boolean) | null = null,
  ): void {
    const wanted = drawCount(this.shape.lines, this.sizes);
    const full = this.buffers[wanted]!;
    let count = 0;
    for (let line = 0; line < wanted; line += 1) {
      const units = drawCount(this.shape.units, this.sizes);
      let sku = this.freshSku(full, count, category, heroes, heroShare);
      if (allows !== null) {
        const first = sku;
        for (let attempt = 0; attempt < redrawsMax && sku >= 0 && !allows(sku, units); attempt += 1) {
          sku = this.freshSku(full, count, category, heroes, heroShare);
        }
        if (sku >= 0 && !allows(sku, units)) sku = count === 0 && line === wanted - 1 ? first : -1;
      }
      if (sku < 0) continue;
      full[2 * count] = sku;
      full[2 * count + 1] = units;
      count += 1;
    }
    const lines = this.buffers[count]!;
    if (count < wanted) for (let i = 0; i < 2 * count; i += 1) lines[i] = full[i]!;
    this.lines = lines;
  }

  /** Mean lines per order and units per line, by many draws of a stream of their own. */
  meanSizes(seed: number): { readonly lines: number; readonly units: number } {
    const random = new Random(seed, "demand/mean-sizes");
    const draws = 4000;
    let lines = 0;
    let units = 0;
    for (let i = 0; i < draws; i += 1) {
      lines += drawCount(this.shape.lines, random);
      units += drawCount(this.shape.units, random);
    }
    return { lines: lines / draws, units: units / draws };
  }

  snapshot(): readonly RandomState[] {
    return [this.sizes.snapshot(), this.skuStream.snapshot(), this.priorityStream.snapshot()];
  }
  restore(states: readonly RandomState[]): void {
    this.sizes.restore(states[0]!);
    this.skuStream.restore(states[1]!);
    this.priorityStream.restore(states[2]!);
  }

  /** A SKU that is not among the first `count` lines, or −1. */
  private freshSku(
    lines: Int32Array,
    count: number,
    category: number,
    heroes: HeroTable | null,
    heroShare: number,
  ): number {
    for (let attempt = 0; attempt < attemptsPerLine; attempt += 1) {
      const sku = this.anySku(category, heroes, heroShare);
      let known = false;
      for (let line = 0; line < count; line += 1) if (lines[2 * line] === sku) known = true;
      if (!known) return sku;
    }
    return -1;
  }

  private anySku(category: number, heroes: HeroTable | null, heroShare: number): number {
    const random = this.skuStream;
    if (heroes !== null && random.uniform() < heroShare)
      return heroes.skus[heroes.table.pick(random.uniform())]!;
    const table = this.byCategory[category]!;
    if (table === null || random.uniform() < this.shape.crossCategoryShare)
      return this.all.pick(random.uniform());
    return this.members[category]![table.pick(random.uniform())]!;
  }
}

/**
 * A normal draw rounded to an integer, drawn again while out of bounds (a truncated normal, as in RAWSim-O); kept at
 * the nearer bound where the bounds are too far from the mean to be hit.
 */
export function drawCount(spread: CountSpread, random: Random): number {
  let value = spread.mean;
  for (let attempt = 0; attempt < 64; attempt += 1) {
    value = Math.round(random.normal(spread.mean, spread.deviation));
    if (value >= spread.min && value <= spread.max) return value;
  }
  return Math.min(spread.max, Math.max(spread.min, value));
}

/** Steps by which a due time may miss a whole step: local times are too large for exact fractions of a second. */
export const dueTolerance = 1e-4;

/** When an order released at this local time is due, seconds of local time: first departure after its promise. */
export function dueLocalSeconds(priority: PriorityClass, releasedLocalSeconds: number): number {
  const promised = releasedLocalSeconds + priority.promiseSeconds;
  if (priority.departures.length === 0) return promised;
  const time = secondOfDay(promised);
  const midnight = promised - time;
  for (const departure of priority.departures) if (departure >= time) return midnight + departure;
  return midnight + daySeconds + priority.departures[0]!;
}
