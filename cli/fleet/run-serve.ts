// `peakfleet serve`: a live fleet with everything around it: journal, orders, API, viewer. Says what is missing and what to do.
import type { FleetFile } from "../../scenarios/node/index.ts";
import type { CliContext } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { withoutUser } from "../option-values.ts";
import { reportBadInput } from "../report/messages.ts";
import { type ApiWords, apiAccess } from "./api-words.ts";
import { type BrokerWords, brokerAddress } from "./broker-options.ts";
import { whyNotListen } from "./can-listen.ts";
import { hostApi } from "./host-api.ts";
import { openFleet, type WarehouseOptions } from "./open-fleet.ts";
import { journalFolder } from "./open-journal.ts";
import { RandomOrders } from "./random-orders.ts";
import { ServeStatus } from "./serve-status.ts";
import { sayOnce, startService } from "./start-service.ts";
import { untilInterrupted } from "./until-interrupted.ts";

export interface ServeWords extends BrokerWords, ApiWords, WarehouseOptions {
  readonly fleet: string;
  readonly randomOrders: number;
  readonly goOn?: boolean;
  readonly journal?: string;
  readonly mqttOrders?: boolean;
  readonly salvage?: boolean;
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
  const taken = await whyNotListen(words.host, words.port);
  if (taken !== null) {
    err.write(`${text.serve.cannotListen(words.host, words.port, taken)}\n`);
    return ExitCode.badInput;
  }
  const folder = journalFolder(words.fleet, words.journal);
  const started = await startService(context, words, loaded.value, folder);
  if (!started.ok) return reportBadInput(context, started.problems);
  const { service, store, warehouse } = started.value;
  const { openOrderLine } = await import("../../server/live/index.ts");
  const onError = sayOnce(context);
  const broker = brokerAddress(words);
  err.write(`${text.fleet.serving(formatCount(file.robots.length), withoutUser(words.broker))}
`);
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
      for (const said of status.lines(context, service, warehouse?.status())) err.write(`${said}\n`);
    });
  err.write(`${text.serve.stopping}\n`);
  clearInterval(topUp);
  intake?.close();
  await line?.close();
  await api?.close();
  await service.close();
  await warehouse?.close();
  await store.close();
  return api === undefined ? ExitCode.failedRun : ExitCode.done;
}

/** Stations where there are some, all cells otherwise. */
function randomPlaces({ stations }: FleetFile, names: readonly string[]): readonly string[] {
  return stations.length >= 2 ? stations.map(({ name }) => name) : names;
}
