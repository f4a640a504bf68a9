// `peakfleet demo`: broker, virtual robots, fleet side, festival orders, API and viewer in one process, on this machine only.
import type { CliContext } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { hostApi } from "../fleet/host-api.ts";
import { ServeStatus } from "../fleet/serve-status.ts";
import { untilInterrupted } from "../fleet/until-interrupted.ts";
import { formatClock, formatCount } from "../format.ts";
import { reportBadInput } from "../report/messages.ts";
import { startSecondsOf } from "../scenario-time.ts";
import { type DemoFleet, demoFleet } from "./demo-fleet.ts";
import { FestivalOrders } from "./festival-orders.ts";
import { openBrowser } from "./open-browser.ts";

export interface DemoWords {
  readonly port: number;
  readonly robots: number;
  /** Ends by itself after so many ms. */
  readonly for?: number;
  readonly open: boolean;
}

const scenarioName = "double-11-2025";
/** Of the scenario, in which the busiest minute is looked for; the demo begins so long before it. */
const nightMinutes = 480;
const beforePeakMinutes = 15;
const festivalSeed = 1;
/** One minute of the evening takes two seconds here. */
const minuteMs = 2_000;
/** What one robot can carry on this floor, so that the peak is a little more than all can. */
const ordersPerRobotHour = 70;
const ordersEveryMs = 250;
const sayEveryMs = 5_000;
const host = "127.0.0.1";

export async function runDemo(context: CliContext, words: DemoWords): Promise<ExitCode> {
  const { err, text } = context;
  const night = await festivalNight(context);
  if (typeof night === "number") return night;
  const fleet = await demoFleet(words.robots);
  const { startEmbeddedBroker } = await import("../../devices/broker/index.ts");
  const { RobotHost } = await import("../../devices/vda5050/edge/index.ts");
  const { createMemoryStore } = await import("../../devices/journal/index.ts");
  const { openFleetService } = await import("../../server/live/index.ts");
  const broker = await startEmbeddedBroker({ port: 0, host });
  const robots = new RobotHost({ broker: { url: broker.url }, robots: fleet.robots });
  const store = createMemoryStore();
  const opened = await openFleetService({
    file: fleet.file,
    broker: { url: broker.url },
    store,
    nowMs: context.now,
    monotonicMs: () => performance.now(),
    onError: (message) => err.write(`${message}\n`),
  });
  if (opened.kind !== "open") throw new Error(`a new journal in memory is ${opened.kind}`);
  const { service } = opened;
  const peakPerHour = ordersPerRobotHour * words.robots;
  err.write(`${text.serve.demoFleet(formatCount(words.robots), "2.0, 2.1, 3.0", formatCount(fleet.odd))}\n`);
  err.write(`${text.serve.demoDemand(night.from, formatCount(peakPerHour))}\n${text.fleet.noSafety}\n`);
  const api = await hostApi(context, service, { host, port: words.port }, { access: { kind: "open" } });
  const orders = new FestivalOrders({
    ordersPerMinute: night.ordersPerMinute,
    minuteMs,
    peakPerHour,
    seed: festivalSeed,
    ...stationsOf(fleet),
  });
  const startMs = performance.now();
  const coming = setInterval(
    () => void orders.comeBy(performance.now() - startMs, service.desk, context.now()),
    ordersEveryMs,
  );
  if (api !== undefined) {
    if (words.open && context.err.isTerminal) openBrowser(`${api.url}/?live&lang=${context.language}`);
    const status = new ServeStatus();
    await untilInterrupted(
      context,
      sayEveryMs,
      () => {
        for (const said of status.lines(context, service)) err.write(`${said}\n`);
      },
      words.for,
    );
  }
  clearInterval(coming);
  await api?.close();
  await service.close();
  const metres = robots.robots.reduce((sum, { driver }) => sum + driver.metres, 0);
  await robots.close();
  await broker.close();
  await store.close();
  const { done, failed } = service.desk.book.totals;
  const count = formatCount;
  err.write(
    `${text.serve.demoOver(count(done), count(orders.accepted), count(failed), count(Math.round(metres)))}\n`,
  );
  return api === undefined ? ExitCode.failedRun : ExitCode.done;
}

interface Night {
  /** Clock time at which it begins. */
  readonly from: string;
  readonly ordersPerMinute: readonly number[];
}

async function festivalNight(context: CliContext): Promise<Night | ExitCode> {
  const { festivalRhythm } = await import("../../scenarios/index.ts");
  const library = context.services.openLibrary();
  if (!library.ok) return reportBadInput(context, library.problems);
  const loaded = await context.services.loadScenario(library.value, scenarioName, {});
  if (!loaded.ok) return reportBadInput(context, loaded.problems);
  const { scenario, inputs } = loaded.value;
  const { ordersPerMinute } = festivalRhythm(scenario, {
    fromMinute: 0,
    minutes: nightMinutes,
    seed: festivalSeed,
    inputs,
  });
  const peak = ordersPerMinute.indexOf(Math.max(...ordersPerMinute));
  const begin = Math.max(0, peak - beforePeakMinutes);
  const from = formatClock(startSecondsOf(scenario), begin * 60, "date-time");
  return { from, ordersPerMinute: ordersPerMinute.slice(begin) };
}

function stationsOf({ file }: DemoFleet) {
  const named = (kind: string) =>
    file.stations.filter((station) => station.kind === kind).map(({ name }) => name);
  return { docks: named("dock"), racks: named("rack"), picks: named("pick") };
}
