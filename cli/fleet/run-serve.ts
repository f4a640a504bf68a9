// `peakfleet serve`: the live loop on a broker. Says what is missing, who stands and why, and what to do.
import type { JournalStore } from "../../devices/journal/index.ts";
import { type LiveFleet, TransportOrders } from "../../devices/live/index.ts";
import { identityText } from "../../devices/vda5050/index.ts";
import type { CliContext } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { reportBadInput } from "../report/messages.ts";
import { type BrokerWords, brokerAddress } from "./broker-options.ts";
import { loadFleet } from "./load-fleet.ts";
import { RandomTransports } from "./random-transports.ts";
import { untilInterrupted } from "./until-interrupted.ts";

export interface ServeWords extends BrokerWords {
  readonly fleet: string;
  readonly randomOrders: number;
  readonly goOn?: boolean;
  readonly journal?: string;
}

const sayEveryMs = 5_000;
const standingLinesMax = 20;
const plannerSeed = 1;

export async function runServe(context: CliContext, words: ServeWords): Promise<ExitCode> {
  const { err, text } = context;
  const loaded = loadFleet(words.fleet);
  if (!loaded.ok) return reportBadInput(context, loaded.problems);
  const file = loaded.value;
  const { fleetSite, restPlaces } = await import("../../scenarios/node/index.ts");
  const { FleetHost } = await import("../../devices/live/edge/index.ts");
  const store = await openJournal(words.journal);
  if (store === undefined) {
    return reportBadInput(context, [
      {
        source: `--journal ${words.journal}`,
        path: "",
        expected: text.fleet.journalFolder,
        found: text.fleet.journalTaken,
      },
    ]);
  }
  const startMs = context.now();
  let lastError = "";
  const transports = new TransportOrders({
    robotCount: file.robots.length,
    robotName: (robot) => identityText(file.robots[robot]!.identity),
    runName: startMs.toString(36),
  });
  const host = new FleetHost({
    broker: brokerAddress(words),
    clientId: "peakfleet-serve",
    journal: await store.journal("intents"),
    now: context.now,
    onError: (message) => {
      if (message !== lastError) err.write(`${message}\n`);
      lastError = message;
    },
    fleet: {
      site: fleetSite(file, plannerSeed),
      robots: file.robots,
      work: transports,
      idPrefix: `${startMs.toString(36)}-`,
      settings: { ...file.settings, ...(words.goOn ? { afterIntervention: "go-on" as const } : {}) },
    },
  });
  const count = formatCount;
  err.write(`${text.fleet.serving(count(file.robots.length), words.broker)}\n${text.fleet.noSafety}\n`);
  const random = new RandomTransports(restPlaces(file.ground), words.randomOrders);
  const told = new Set<string>();
  const topUp = setInterval(() => random.topUp(transports), 200);
  await untilInterrupted(context, sayEveryMs, () => {
    for (const name of host.strangers) {
      if (told.has(name)) continue;
      told.add(name);
      err.write(`${text.fleet.stranger(name)}\n`);
    }
    for (const line of statusLines(context, host.fleet, transports, host.counts.received))
      err.write(`${line}\n`);
  });
  clearInterval(topUp);
  await host.close();
  await store.close();
  return ExitCode.done;
}

/** Undefined: another process has the folder, or it cannot be read. */
async function openJournal(folder: string | undefined): Promise<JournalStore | undefined> {
  const { createMemoryStore, openJournalStore } = await import("../../devices/journal/index.ts");
  if (folder === undefined) return createMemoryStore();
  const opened = await openJournalStore(folder);
  return opened.kind === "open" ? opened.store : undefined;
}

function statusLines(
  { text, language, now }: CliContext,
  fleet: LiveFleet,
  { doneCount, openCount, failedCount }: TransportOrders,
  received: number,
): readonly string[] {
  const { fleet: words } = text;
  if (fleet.traffic === null) {
    const missing = fleet.lacks.flatMap((lack, robot) =>
      lack === null ? [] : [`${fleet.nameOf(robot)} ${words.lack[lack.kind]}`],
    );
    return [words.waitingFor(missing.slice(0, standingLinesMax).join(", "))];
  }
  const lines = [
    words.fleetStatus(
      formatCount(doneCount),
      formatCount(openCount),
      formatCount(failedCount),
      formatCount(received),
    ),
  ];
  for (let robot = 0; robot < fleet.links.length && lines.length <= standingLinesMax; robot += 1) {
    const { why, todo, needsLook } = fleet.explain(robot, language, now());
    if (needsLook) lines.push(words.standing(fleet.nameOf(robot), why, todo));
  }
  return lines;
}
