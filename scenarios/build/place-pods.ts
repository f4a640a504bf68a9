// Where the pods stand at the start of a run: places drawn at random, pods numbered by place.
import { Random } from "../../sim/kernel/index.ts";
import type { Floor, WorldSetup } from "../../sim/model/index.ts";
import { sample } from "./fleet.ts";

export function placePods(
  { podPlaces, racks }: Floor,
  podCount: number,
  seed: number,
): Pick<WorldSetup["pods"], "cell" | "level"> {
  const random = new Random(seed, "pods/placement");
  if (racks === undefined) return { cell: sample(podPlaces, podCount, random).sort() };
  const places = sample(Int32Array.from(podPlaces.keys()), podCount, random).sort();
  return {
    cell: places.map((place) => podPlaces[place]!),
    level: Uint8Array.from(places, (place) => racks.placeLevel[place]!),
  };
}
