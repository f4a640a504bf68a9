// The fleet of `peakfleet serve` on its journal, with its warehouse where it has one; a damaged journal is salvaged first, where that
// is wanted.
import type { JournalStore } from "../../devices/journal/index.ts";
import type { Checked } from "../../scenarios/index.ts";
import type { FleetFile } from "../../scenarios/node/index.ts";
import type { FleetService } from "../../server/live/index.ts";
import type { CliContext } from "../context.ts";
import { formatCount } from "../format.ts";
import { type BrokerWords, brokerAddress } from "./broker-options.ts";
import type { OpenedFleet } from "./open-fleet.ts";
import { openJournal } from "./open-journal.ts";
import { openWarehouse, type ServedWarehouse } from "./open-warehouse.ts";

export interface StartWords extends BrokerWords {
  readonly goOn?: boolean;
  readonly salvage?: boolean;
}

export interface Started {
  readonly service: FleetService;
  readonly store: JournalStore;
  readonly warehouse: ServedWarehouse | null;
}

export async function startService(
  context: CliContext,
  words: StartWords,
  fleet: OpenedFleet,
  folder: string | null,
  isSalvaged = false,
): Promise<Checked<Started>> {
  const { text } = context;
  const maySalvage = words.salvage === true && folder !== null && !isSalvaged;
  const again = async (): Promise<Checked<Started>> => {
    const problem = await salvage(context, folder!);
    return problem ?? startService(context, words, fleet, folder, true);
  };
  const journal = await openJournal(context, folder);
  if (!journal.ok) return journal.isDamaged && maySalvage ? again() : journal;
  const { store } = journal.value;
  const { DamagedEntryError } = await import("../../devices/journal/index.ts");
  let warehouse: Checked<ServedWarehouse> | null;
  try {
    warehouse = fleet.file.warehouse === undefined ? null : await openWarehouse(context, fleet, store);
  } catch (error) {
    if (!(error instanceof DamagedEntryError)) throw error;
    await store.close();
    return maySalvage ? again() : damaged(context, folder, error.message);
  }
  if (warehouse?.ok === false) {
    await store.close();
    return warehouse;
  }
  const { openFleetService } = await import("../../server/live/index.ts");
  const opened = await openFleetService({
    file: words.goOn ? goingOn(fleet.file) : fleet.file,
    ...(warehouse !== null && { createTask: () => warehouse.value.task, books: warehouse.value.books }),
    broker: brokerAddress(words),
    store,
    nowMs: context.now,
    monotonicMs: () => performance.now(),
    onError: sayOnce(context),
  });
  if (opened.kind === "open")
    return { ok: true, value: { service: opened.service, store, warehouse: warehouse?.value ?? null } };
  await warehouse?.value.close();
  await store.close();
  if (opened.kind === "damaged") return maySalvage ? again() : damaged(context, folder, opened.reason);
  return journalProblem(
    folder,
    text.serve.journalFree,
    text.serve.leasedTo(opened.to),
    text.serve.endTheOther,
  );
}

function damaged({ text }: CliContext, folder: string | null, found: string): Checked<never> {
  return journalProblem(folder, text.serve.journalWhole, found, text.serve.salvageHint(String(folder)));
}
function journalProblem(
  folder: string | null,
  expected: string,
  found: string,
  advice: string,
): Checked<never> {
  return { ok: false, problems: [{ source: `--journal ${folder}`, path: "", expected, found, advice }] };
}

/** The same trouble again is told once. */
export function sayOnce({ err }: CliContext): (message: string) => void {
  let last = "";
  return (message) => {
    if (message !== last) err.write(`${message}\n`);
    last = message;
  };
}

/** Says what it came to; a problem where the journal holds what cannot be made good by looking at robots. */
async function salvage(
  { text, err, now }: CliContext,
  folder: string,
): Promise<Extract<Checked<never>, { ok: false }> | undefined> {
  const { salvageJournal } = await import("../../server/live/index.ts");
  const done = await salvageJournal(folder, now());
  if (done.kind === "refused")
    return {
      ok: false,
      problems: [
        {
          source: `--journal ${folder}`,
          path: "",
          expected: text.serve.journalWhole,
          found: text.serve.streamDamaged(done.stream),
          advice: text.serve.streamAdvice,
        },
      ],
    };
  err.write(`${text.serve.salvaged(formatCount(done.orders), formatCount(done.lost), done.aside)}\n`);
  return undefined;
}

function goingOn(file: FleetFile): FleetFile {
  return { ...file, settings: { ...file.settings, afterIntervention: "go-on" } };
}
