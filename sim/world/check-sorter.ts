// Checks that a sorter floor has a sorter, and that the sorter fits its chutes and destinations.
import type { WorldSetup } from "../model/index.ts";
import type { SetupProblem } from "./setup-problem.ts";

export function checkSorter({ sorter, floor, skus, stations }: WorldSetup): readonly SetupProblem[] {
  const { chutes } = floor;
  const problems: SetupProblem[] = [];
  const expect = (holds: boolean, where: string, expected: string, found: number | string) => {
    if (!holds) problems.push({ where, expected, found: String(found) });
  };
  if (sorter === undefined || chutes === undefined) {
    expect(sorter === undefined, "sorter", "nothing on a floor without chutes", "a sorter");
    expect(chutes === undefined, "sorter", "what the floor's chutes are for", "nothing");
    return problems;
  }
  const { destination, capacity, exchangeSeconds } = sorter;
  expect(
    destination.length === chutes.count,
    "sorter.destination",
    `${chutes.count} chutes`,
    destination.length,
  );
  expect(Number.isInteger(capacity) && capacity >= 1, "sorter.capacity", "at least 1 parcel", capacity);
  const isTime = Number.isFinite(exchangeSeconds) && exchangeSeconds >= 0;
  expect(isTime, "sorter.exchangeSeconds", "a number of at least 0", exchangeSeconds);
  expect(stations.pickSlots >= 1, "stations.pickSlots", "room for 1 parcel on each belt", stations.pickSlots);
  const isServed = new Uint8Array(skus.count);
  for (const [chute, sku] of destination.entries()) {
    const known = sku >= 0 && sku < skus.count;
    expect(known, `sorter.destination[${chute}]`, `a destination below ${skus.count}`, sku);
    if (known) isServed[sku] = 1;
  }
  const missing = isServed.indexOf(0);
  expect(missing < 0, "sorter.destination", "a chute for every destination", `none for ${missing}`);
  return problems;
}
