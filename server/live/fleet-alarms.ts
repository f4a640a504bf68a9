// What is wrong with a live fleet at this moment: the fleet side itself first, then its robots.
import type { ChargerFailure } from "../../devices/live/index.ts";
import { plainWords } from "../../devices/vda5050/index.ts";
import type { Seen } from "./alarm-board.ts";
import { alarmTexts } from "./live-texts.ts";
import type { LiveViewOptions } from "./live-view.ts";
import type { RobotLooks } from "./robot-looks.ts";

export interface AlarmSources {
  readonly host: LiveViewOptions["host"];
  readonly looks: RobotLooks;
  readonly nowMs: number;
  readonly journalFailed: boolean;
  /** Orders of which nobody knows where their load is. */
  readonly loadsUnknown: readonly string[];
  readonly chargersFailed: readonly ChargerFailure[];
  readonly cannotCharge: (robot: number) => boolean;
  readonly isStray: (robot: number) => boolean;
}

/** What ends by itself so soon is no alarm. */
const brokerMs = 2_000;
const robotMs = 5_000;
const startMs = 15_000;
const strayMs = 10_000;

export function fleetAlarms(sources: AlarmSources): readonly Seen[] {
  const { host, journalFailed, loadsUnknown, chargersFailed } = sources;
  const doubt = host.doubt();
  const what = doubt?.kind === "rival" ? `${doubt.rival.robot} ${doubt.rival.id}` : "";
  return [
    ...(host.isConnected ? [] : [own("broker", "error", "broker", "", brokerMs)]),
    // The journal's alarm says it for both.
    ...(doubt === null || doubt.kind === "journal" ? [] : [own(doubt.kind, "error", "fleet side", what)]),
    ...(journalFailed ? [own("journal", "error", "journal", "")] : []),
    ...[...host.strangers].map((name) => own("stranger", "warning", name, name)),
    ...loadsUnknown.map((id) => own("load-unknown", "error", id, id)),
    ...chargersFailed.map(({ charger, robot }) =>
      own("charger-failed", "error", charger.name, host.fleet.nameOf(robot)),
    ),
    ...host.fleet.links.flatMap((_, robot) => robotAlarms(sources, robot)),
  ];
}

function own(
  kind: keyof typeof alarmTexts,
  severity: Seen["severity"],
  about: string,
  what: string,
  afterMs = 0,
): Seen {
  const texts = alarmTexts[kind](what);
  const id = about === "broker" || about === "fleet side" || about === "journal" ? kind : `${kind} ${about}`;
  return { id, severity, about, say: (language) => texts[language], afterMs };
}

function robotAlarms(
  { host: { fleet }, looks, nowMs, cannotCharge, isStray }: AlarmSources,
  robot: number,
): readonly Seen[] {
  const about = fleet.nameOf(robot);
  const { watch } = fleet.links[robot]!;
  const { lastRefusal, stateMs, state } = watch;
  const alarms: Seen[] = [];
  const cause = fleet.outCauseOf(robot);
  const isBeginning = fleet.traffic === null && fleet.lacks[robot] != null;
  if (cause === "moved" || cause === "stopped") alarms.push(own(cause, "warning", about, ""));
  if (fleet.isOffWay(robot)) alarms.push(own("off-way", "error", about, ""));
  if (cannotCharge(robot)) alarms.push(own("cannot-charge", "error", about, ""));
  if (fleet.traffic !== null && state?.loads?.length && isStray(robot))
    alarms.push(
      own(
        "stray-load",
        "error",
        about,
        plainWords(state.loads.map(({ loadId = "?" }) => loadId).join(", ")),
        strayMs,
      ),
    );
  if (isBeginning || cause === "fenced" || cause === "start" || looks.isStanding(robot, nowMs))
    alarms.push({
      id: `robot ${about}`,
      severity: looks.needsPerson(robot, nowMs) ? "error" : "warning",
      about,
      say: (language) => looks.said(robot, language, nowMs),
      afterMs: isBeginning ? startMs : robotMs,
    });
  // It speaks, and nothing of it could ever be read; or much of late cannot.
  if (lastRefusal !== null && (stateMs === -Infinity || watch.isGarbled(nowMs)))
    alarms.push(own("refused", "warning", about, lastRefusal.kind));
  return alarms;
}
