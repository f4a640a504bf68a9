// `peakfleet serve`: a live fleet with everything around it: journal, orders, API, viewer. Says what is missing and what to do.
import type { FleetFile } from "../../scenarios/node/index.ts";
import type { CliContext } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { reportBadInput } from "../report/messages.ts";
import { type ApiWords, apiAccess } from "./api-words.ts";
import { type BrokerWords, brokerAddress } from "./broker-options.ts";
import { hostApi } from "./host-api.ts";
import { openFleet, type WarehouseOptions } from "./open-fleet.ts";
import { journalFolder, openJournal } from "./open-journal.ts";
import { openWarehouse } from "./open-warehouse.ts";
import { RandomOrders } from "./random-orders.ts";
import { ServeStatus } from "./serve-status.ts";
import { untilInterrupted } from "./until-interrupted.ts";

export interface ServeWords extends BrokerWords, ApiWords, WarehouseOptions {
  readonly fleet: string;
  readonly randomOrders: number;
  readonly goOn?: boolean;
  readonly journal?: string;
  readonly mqttOrders?: boolean;
}

const sayEveryMs = 5_000;
const topUpMs = 200;
const randomSeed = 1;

export async function runServe(context: CliContext, words: ServeWords): Promise<ExitCode> {
  const { err, text } = context;
  const loaded = await openFleet(context, words.fleet, words);
  if (!loaded.ok) return reportBadInput(context, loaded.problems);
  const { file } = loaded.value;
  const access = await apiAccess(context, words);
  if (!access.ok) return reportBadInput(context, access.problems);
  const folder = journalFolder(words.fleet, words.journal);
  const journal = await openJournal(context, folder);
  if (!journal.ok) return reportBadInput(context, journal.problems);
  const { store } = journal.value;
  const warehouse = file.warehouse === undefined ? null : await openWarehouse(context, loaded.value, store);
  if (warehouse?.ok === false) {
    await store.close();
    return reportBadInput(context, warehouse.problems);
  }
  const { openFleetService, openOrderLine } = await import("../../server/live/index.ts");
  const onError = sayOnce(context);
  const broker = brokerAddress(words);
  const opened = await openFleetService({
    file: words.goOn ? goingOn(file) : file,
    ...(warehouse !== null && { createTask: () => warehouse.value.task, books: warehouse.value.books }),
    broker,
    store,
    nowMs: context.now,
    monotonicMs: () => performance.now(),
    onError,
  });
  if (opened.kind !== "open") {
    await warehouse?.value.close();
    await store.close();
    const isDamaged = opened.kind === "damaged";
    return reportBadInput(context, [
      {
        source: `--journal ${folder}`,
        path: "",
        expected: isDamaged ? text.serve.journalWhole : text.serve.journalFree,
        found: isDamaged ? opened.reason : text.serve.leasedTo(opened.to),
        advice: isDamaged ? text.serve.salvageHint(String(folder)) : text.serve.endTheOther,
      },
    ]);
  }
  const { service } = opened;
  err.write(`${text.fleet.serving(formatCount(file.robots.length), words.broker)}\n`);
  err.write(`${text.fleet.noSafety}\n`);
  err.write(`${folder === null ? text.serve.memoryOnly : text.serve.journalAt(folder)}\n`);
  if (service.recovered > 0) err.write(`${text.serve.recovered(formatCount(service.recovered))}\n`);
  const api = await hostApi(context, service, words, access.value);
  const line = words.mqttOrders ? openOrderLine(broker, service.orderClientId, onError) : undefined;
  const { takeOrderMessages } = await import("../../server/api/index.ts");
  const intake = line === undefined ? undefined : takeOrderMessages(line, service.ports);
  const random = new RandomOrders(
    randomPlaces(file, service.placeNames),
    warehouse === null ? words.randomOrders : 0,
    randomSeed,
  );
  const topUp = setInterval(() => void random.topUp(service.desk), topUpMs);
  const status = new ServeStatus();
  if (api !== undefined)
    await untilInterrupted(context, sayEveryMs, () => {
      for (const said of status.lines(context, service, warehouse?.value.status())) err.write(`${said}\n`);
    });
  err.write(`${text.serve.stopping}\n`);
  clearInterval(topUp);
  intake?.close();
  await line?.close();
  await api?.close();
  await service.close();
  await warehouse?.value.close();
  await store.close();
  return api === undefined ? ExitCode.failedRun : ExitCode.done;
}

/** The same trouble again is told once. */
function sayOnce({ err }: CliContext): (message: string) => void {
  let last = "";
  return (message) => {
    if (message !== last) err.write(`${message}\n`);
    last = message;
  };
}

function goingOn(file: FleetFile): FleetFile {
  return { ...file, settings: { ...file.settings, afterIntervention: "go-on" } };
}

/** Stations where there are some, all cells otherwise. */
function randomPlaces({ stations }: FleetFile, names: readonly string[]): readonly string[] {
  return stations.length >= 2 ? stations.map(({ name }) => name) : names;
}
