// Finds a robot's alternatives: the pickups with the least estimated cost, nearest squares first, then their distances as
// exactly as they are at hand. What is not at hand is the straight distance times how much longer ways have proved to be.
import type { AssignmentInput, AssignmentOptions, AssignmentTuning } from "./assignment-port.ts";
import type { Matching } from "./matching.ts";
import { PickupBins } from "./pickup-bins.ts";

/** Ways shorter than this say little about the detour. */
const detourCellsMin = 4;
/** Share of the detour measured in a round that enters the estimate. */
const detourLearning = 0.1;

export class PickupSearch {
  /** Steps per cell of straight distance, learned. */
  detour = 1;
  private readonly bins: PickupBins;
  private readonly found: Int32Array;
  private readonly estimate: Float64Array;
  private readonly chosen: Int32Array;
  private knownSteps = 0;
  private knownCells = 0;

  constructor(
    private readonly options: AssignmentOptions,
    private readonly tuning: AssignmentTuning,
    private readonly matching: Matching,
  ) {
    const { width, height, taskSlots } = options;
    this.bins = new PickupBins(width, height, tuning.binCells, taskSlots);
    this.found = new Int32Array(this.bins.across * this.bins.down);
    this.estimate = new Float64Array(tuning.candidates);
    this.chosen = new Int32Array(tuning.candidates);
  }

  begin(): void {
    this.bins.fill(this.matching.groups);
    if (this.knownCells > 0) {
      const ratio = Math.max(1, this.knownSteps / this.knownCells);
      this.detour += (ratio - this.detour) * detourLearning;
    }
    this.knownSteps = 0;
    this.knownCells = 0;
  }

  /** Offers the best pickups to a robot, or only those that still have a free task and room. */
  find(robot: number, input: AssignmentInput, openOnly: boolean): void {
    const cell = input.cell[robot]!;
    const { bins, found, chosen, estimate, options } = this;
    const { groups } = this.matching;
    const { width } = options;
    const { approachWeight, candidates } = this.tuning;
    const y = Math.floor(cell / width);
    const x = cell - y * width;
    const perCell = approachWeight * this.detour;
    const rings = bins.ringCount(x, y);
    let count = 0;
    for (let ring = 0; ring < rings; ring += 1) {
      const least = perCell * bins.ringDistance(x, y, ring) + groups.leastKey;
      if (count === candidates && least > estimate[count - 1]!) break;
      const squares = bins.ring(x, y, ring, found);
      for (let i = 0; i < squares; i += 1) {
        const bin = found[i]!;
        const leastHere = perCell * bins.binDistance(x, y, bin) + bins.leastKey[bin]!;
        if (count === candidates && leastHere >= estimate[count - 1]!) continue;
        count = this.lookInto(bin, x, y, options.region?.[cell] ?? 0, openOnly, count);
      }
    }
    for (let i = 0; i < count; i += 1) this.offer(robot, chosen[i]!, input, 0);
  }

  /** Takes a square's pickups among the best so far, of which there are `count`; gives how many there are now. */
  private lookInto(
    bin: number,
    x: number,
    y: number,
    region: number,
    openOnly: boolean,
    before: number,
  ): number {
    const { matching, bins, chosen, estimate, options, tuning } = this;
    const { groups } = matching;
    const { width } = options;
    const { candidates } = tuning;
    const perCell = tuning.approachWeight * this.detour;
    let count = before;
    for (let i = bins.start[bin]!; i < bins.start[bin + 1]!; i += 1) {
      const group = bins.group[i]!;
      const pickup = groups.cell[group]!;
      const row = Math.floor(pickup / width);
      const way = perCell * (Math.abs(row - y) + Math.abs(pickup - row * width - x));
      if (count === candidates && way + bins.leastKey[bin]! >= estimate[count - 1]!) continue;
      if (options.region !== undefined && options.region[pickup] !== region) continue;
      let next = matching.nextCost(group);
      if (next === Number.POSITIVE_INFINITY) {
        if (openOnly) continue;
        next = bins.leastKey[bin]!;
      }
      const cost = way + next;
      let at = count;
      if (count === candidates) {
        at -= 1;
        if (cost >= estimate[at]!) continue;
      } else count += 1;
      while (at > 0 && estimate[at - 1]! > cost) {
        estimate[at] = estimate[at - 1]!;
        chosen[at] = chosen[at - 1]!;
        at -= 1;
      }
      estimate[at] = cost;
      chosen[at] = group;
    }
    return count;
  }

  /** Offers one pickup; `bonus` steps are taken off its way. */
  offer(robot: number, group: number, input: AssignmentInput, bonus: number): void {
    const { matching, options, tuning } = this;
    if (bonus === 0 && matching.wayTo(robot, group) !== Number.POSITIVE_INFINITY) return;
    const cell = input.cell[robot]!;
    const pickup = matching.groups.cell[group]!;
    const { width } = options;
    const straight =
      Math.abs(Math.floor(pickup / width) - Math.floor(cell / width)) +
      Math.abs((pickup % width) - (cell % width));
    let steps = options.distance(cell, input.heading[robot]!, pickup);
    if (steps === Number.POSITIVE_INFINITY) return;
    if (steps < 0) steps = straight * this.detour;
    else if (straight >= detourCellsMin) {
      this.knownSteps += steps;
      this.knownCells += straight;
    }
    matching.offer(robot, group, tuning.approachWeight * (steps - bonus));
  }
}
