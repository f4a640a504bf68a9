// Which chute is whose: every destination has one, those with most parcels have more.
import { assert, Random } from "../../sim/kernel/index.ts";
import type { Floor } from "../../sim/model/index.ts";
import type { SorterFloorSpec } from "../schema/floor-schema.ts";

/**
 * Destination of each chute. Beyond the first of each destination, chutes go one by one to where a chute has most parcels
 * (ties by destination). `popular-near`: chutes with most parcels lie nearest to the inductions.
 */
export function chuteDestinations(
  { chutes, stations, width }: Floor,
  share: Float64Array,
  placing: SorterFloorSpec["chutes"]["placing"],
  seed: number,
): Int32Array {
  assert(chutes !== undefined && chutes.count >= share.length, "a chute for every destination");
  const own = new Int32Array(share.length).fill(1);
  const perChute = Float64Array.from(share);
  for (let chute = share.length; chute < chutes.count; chute += 1) {
    let most = 0;
    for (let other = 1; other < share.length; other += 1)
      if (perChute[other]! > perChute[most]!) most = other;
    own[most]! += 1;
    perChute[most] = share[most]! / own[most]!;
  }
  const busiestFirst = Array.from(own.keys())
    .sort((a, b) => perChute[b]! - perChute[a]! || a - b)
    .flatMap((destination) => new Array<number>(own[destination]!).fill(destination));
  const ways = Array.from(chutes.hole, (hole) => {
    const cells = stations.map(({ workCell }) => {
      return (
        Math.abs((hole % width) - (workCell % width)) +
        Math.abs(Math.floor(hole / width) - Math.floor(workCell / width))
      );
    });
    return cells.reduce((sum, way) => sum + way, 0);
  });
  const order = Array.from(ways.keys());
  if (placing === "random") shuffle(order, new Random(seed, "chutes/placing"));
  else order.sort((a, b) => ways[a]! - ways[b]! || a - b);
  const destination = new Int32Array(chutes.count);
  for (const [rank, chute] of order.entries()) destination[chute] = busiestFirst[rank]!;
  return destination;
}

function shuffle(values: number[], random: Random): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
}
