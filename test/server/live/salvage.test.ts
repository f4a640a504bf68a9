// A journal with a damaged record: it does not open, and with salvage nothing of it goes on as if nothing had happened.
import { existsSync } from "node:fs";
import { ClassicLevel } from "classic-level";
import { expect, it } from "vitest";
import { DamagedEntryError, openJournalStore } from "../../../devices/journal/index.ts";
import { readIntents } from "../../../devices/live/edge/index.ts";
import { OrderDesk } from "../../../devices/orders/index.ts";
import { salvageJournal } from "../../../server/live/index.ts";
import { temporaryFolder } from "../../journal/temporary-folder.ts";
import { StandInFleet } from "../../orders/stand-in-fleet.ts";

async function opened(folder: string) {
  const result = await openJournalStore(folder);
  if (result.kind !== "open") throw new Error(result.kind);
  return result.store;
}

it("goes on with every order that can be read, each to be looked for first, and keeps the damaged folder", async () => {
  const folder = `${temporaryFolder()}/journal`;
  const store = await opened(folder);
  const fleet = new StandInFleet();
  const nowMs = () => 1_000;
  const desk = await OrderDesk.open({ journal: await store.journal("orders"), fleet, nowMs });
  for (const id of ["a", "b", "c", "d"])
    await desk.accept({ kind: "transport", id, from: "x", to: "y", priority: 0 });
  fleet.start("a", "r1");
  fleet.end("a", "done");
  fleet.start("b", "r2");
  await desk.close();
  const intents = await store.journal("intents");
  await intents.append([
    { kind: "session", idPrefix: "n-1-" },
    { kind: "order", actionIds: ["b-pick-n11"] },
  ]);
  await store.close();

  // Record 5 tells that a was started, 3 that c was taken in.
  const db = new ClassicLevel<string, Uint8Array>(folder, { keyEncoding: "utf8", valueEncoding: "view" });
  await db.put(`orders!record!${"3".padStart(16, "0")}`, new Uint8Array([1, 2, 3]));
  await db.close();
  const damaged = await opened(folder);
  await expect(damaged.journal("orders")).rejects.toThrow(DamagedEntryError);
  await damaged.close();

  const salvage = await salvageJournal(folder, Date.parse("2025-11-11T00:00:00Z"));
  expect(salvage).toMatchObject({ kind: "salvaged", orders: 2, lost: 1 });
  const aside = "aside" in salvage ? salvage.aside : "";
  expect(existsSync(aside)).toBe(true);
  expect(existsSync(`${folder}.reading`)).toBe(false);
  const again = await opened(folder);
  const told: { id: string; started: boolean }[] = [];
  const second = new StandInFleet();
  const submit = second.submit.bind(second);
  second.submit = (order, known) => {
    told.push({ id: order.id, started: known.started });
    return submit(order, known);
  };
  const back = await OrderDesk.open({ journal: await again.journal("orders"), fleet: second, nowMs });
  expect(told).toEqual([
    { id: "b", started: true },
    { id: "d", started: true },
  ]);
  expect(back.book.status("a")?.state).toBe("done");
  // Nobody may say that nothing was ever done for them.
  const history = await readIntents(await again.journal("intents"));
  expect(history.ownIds).toEqual(["n-1-"]);
  expect([...history.acted].sort()).toEqual(["b", "d"]);
  await back.close();
  await again.close();
});
