// The warehouse of `peakfleet serve`: its work, and its books in the journal.
import type { Journal, JournalStore } from "../../devices/journal/index.ts";
import type { KeptBooks } from "../../devices/live/edge/index.ts";
import { WarehouseJournal } from "../../devices/live/warehouse/index.ts";
import { type Checked, createLiveWarehouse } from "../../scenarios/index.ts";
import type { FleetTask } from "../../server/live/index.ts";
import type { CliContext } from "../context.ts";
import { formatCount } from "../format.ts";
import type { OpenedFleet } from "./open-fleet.ts";

export interface ServedWarehouse {
  readonly task: FleetTask;
  readonly books: KeptBooks & { readonly journal: Journal };
  /** How it goes, in one line. */
  status(): string;
  close(): Promise<void>;
}

/** Goes on from the journal's books, or opens the warehouse as its scenario has it. */
export async function openWarehouse(
  { text }: CliContext,
  { file, scenario: loaded }: OpenedFleet,
  store: JournalStore,
): Promise<Checked<ServedWarehouse>> {
  const { warehouse: words, robots, ground } = file;
  if (words === undefined || loaded === null || ground.kind !== "cells")
    throw new Error("a fleet without a warehouse has none to open");
  const { scenario, inputs, strategies } = loaded;
  const strategy = strategies[0]!;
  const seed = words.seed ?? scenario.seed;
  const of = `${scenario.name}, seed ${seed}, ${robots.length} robots, demand of ${words.demand}`;
  const journal = await store.journal("warehouse");
  const opened = await WarehouseJournal.open(journal, of);
  if (opened.kind === "other") {
    const found = opened.of;
    return {
      ok: false,
      problems: [{ source: "--journal", path: "", expected: of, found, advice: text.fleet.otherWarehouse }],
    };
  }
  const { warehouseTask } = await import("../../server/live/index.ts");
  const { createNodeLpSolver } = await import("../../devices/solver/node/index.ts");
  const solver = createNodeLpSolver();
  const made = createLiveWarehouse({
    scenario,
    inputs,
    seed,
    strategy,
    solver,
    robotCount: robots.length,
    carrier: { speedMetresPerSecond: ground.speedMetresPerSecond },
    demand: words.demand,
    history: opened.history,
  });
  if (!made.ok) {
    await solver.close();
    const problems = made.misfits.map(({ path, expected, found }) => ({
      source: words.scenario,
      path: path.join("."),
      expected,
      found,
    }));
    return { ok: false, problems };
  }
  const { work } = made.value;
  return {
    ok: true,
    value: {
      task: warehouseTask(work),
      books: {
        journal,
        isDue: () => opened.journal.isDue(work),
        keep: (token) => opened.journal.keep(work, token),
      },
      status: () => {
        const { done, open, units } = work.progress;
        return text.fleet.warehouseStatus(
          strategy.name,
          formatCount(done),
          formatCount(open),
          formatCount(units),
        );
      },
      close: async () => solver.close(),
    },
  };
}
