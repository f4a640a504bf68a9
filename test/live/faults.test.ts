// Each row of the fault table, injected into a running fleet of 24 robots: no transport lost, no two robots touch, and it comes to
// the end where every robot takes releases again. CASES=20 for twenty seeds of each, SEED=n repeats one. `npm run bench:faults`
// writes the table of docs/reliability.md.
import { describe, expect, it } from "vitest";
import { faultRows } from "./fault-rows.ts";
import { runFault } from "./fault-run.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];

describe.each(faultRows)("$name", (row) => {
  it.each(seeds)(
    "loses no transport and touches nobody, seed %i",
    (seed) => {
      const { world, collisions, recoverySeconds, lost } = runFault(row, seed);
      expect(collisions, world.tale()).toEqual([]);
      expect(recoverySeconds, world.tale()).not.toBeNull();
      expect(lost, world.tale()).toBe(0);
    },
    600_000,
  );
});
