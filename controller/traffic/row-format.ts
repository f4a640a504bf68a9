// How a distance row is packed: per cell 16 bits of minimum over the headings, then one surcharge per heading.
import { assert } from "../../sim/kernel/index.ts";
import { type Box, unreached } from "./distance-search.ts";
import type { RoadCosts } from "./road-graph.ts";

/**
 * Two turns at most separate any two headings, so a surcharge is 0 … 2 turns. Where every forward cost is a multiple of the
 * turn cost (tolls are of 1) it takes 2 bits in units of a turn (3 bytes per cell), else 4 bits in units of 1 (4 bytes); lossless both
 * ways. A cell that is not reached has the minimum `unreached`.
 */
export class RowFormat {
  readonly bytesPerCell: number;
  readonly surchargeBits: number;
  readonly surchargeUnit: number;
  readonly surchargeMask: number;

  constructor(costs: RoadCosts, tolls: boolean) {
    const { forward, turn, againstLaneFactor, queueEntry, obstruction } = costs;
    const parts = [forward, forward * againstLaneFactor, queueEntry, obstruction, tolls ? 1 : 0];
    const compact = parts.every((cost) => cost % turn === 0);
    assert(
      compact || turn <= 7,
      `a turn costs at most 7 unless forward costs are its multiples, not ${turn}`,
    );
    this.bytesPerCell = compact ? 3 : 4;
    this.surchargeBits = compact ? 2 : 4;
    this.surchargeUnit = compact ? turn : 1;
    this.surchargeMask = (1 << this.surchargeBits) - 1;
  }

  /** Packs a box of `costs[cell * 4 + heading]` of a floor of this width. */
  pack(costs: Uint16Array, width: number, box: Box, data: Uint8Array): void {
    const { surchargeBits, surchargeUnit, bytesPerCell } = this;
    const compactByOne = bytesPerCell === 3 && surchargeUnit === 1;
    let at = 0;
    for (let line = box.top; line <= box.bottom; line += 1) {
      const end = (line * width + box.right) * 4;
      for (let state = (line * width + box.left) * 4; state <= end; state += 4, at += bytesPerCell) {
        const east = costs[state]!;
        const south = costs[state + 1]!;
        const west = costs[state + 2]!;
        const north = costs[state + 3]!;
        const least = Math.min(east, south, west, north);
        data[at] = least & 255;
        data[at + 1] = least >> 8;
        if (least === unreached) continue;
        if (compactByOne) {
          const spread =
            (east - least) | ((south - least) << 2) | ((west - least) << 4) | ((north - least) << 6);
          data[at + 2] = spread;
          continue;
        }
        const surcharges =
          ((east - least) / surchargeUnit) |
          (((south - least) / surchargeUnit) << surchargeBits) |
          (((west - least) / surchargeUnit) << (2 * surchargeBits)) |
          (((north - least) / surchargeUnit) << (3 * surchargeBits));
        data[at + 2] = surcharges & 255;
        if (bytesPerCell === 4) data[at + 3] = surcharges >> 8;
      }
    }
  }

  /** Cost of a heading at the cell with this index in the packed box, or `unreached`. */
  read(data: Uint8Array, index: number, heading: number): number {
    const at = index * this.bytesPerCell;
    const least = data[at]! | (data[at + 1]! << 8);
    if (least === unreached) return unreached;
    const surcharges = this.bytesPerCell === 3 ? data[at + 2]! : data[at + 2]! | (data[at + 3]! << 8);
    return least + ((surcharges >> (heading * this.surchargeBits)) & this.surchargeMask) * this.surchargeUnit;
  }
}
