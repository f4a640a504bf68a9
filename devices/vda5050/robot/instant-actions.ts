// Instant actions as a virtual robot carries them out, and their states.
import { parseTimestamp, present } from "../codec/index.ts";
import {
  type Action,
  type ActionState,
  type ActionStatus,
  type FactsheetAction,
  parameterText,
  type ZoneSet,
} from "../model/index.ts";
import type { Condition } from "./condition.ts";
import type { Driver } from "./driver.ts";
import type { ErrorBook } from "./error-book.ts";
import type { Quirk } from "./quirks.ts";
import type { ZoneGuard } from "./zone-guard.ts";

const statesMax = 24;

export interface InstantContext {
  /** What the robot says that it offers. */
  readonly offered: readonly FactsheetAction[];
  readonly driver: Driver;
  readonly condition: Condition;
  readonly errors: ErrorBook;
  readonly zones: ZoneGuard;
  readonly quirks: ReadonlySet<Quirk>;
  /** Publishes at the end of this moment. */
  readonly request: (what: "state" | "factsheet") => void;
  /** Gets a zone set from where it is kept; undefined: there is none. */
  readonly fetchZoneSet: (link: string) => ZoneSet | undefined;
  readonly nowMs: () => number;
}

interface Entry {
  readonly action: Action;
  status: ActionStatus;
  result?: string;
  /** When it takes its time, and what comes of it then. */
  work?: Work | undefined;
}
interface Work {
  readonly untilMs: number;
  readonly end: () => Outcome;
}

/** What came of an action: a status, and why if it failed; RUNNING with the work that is left. */
interface Outcome {
  readonly status: ActionStatus;
  readonly result?: string;
  readonly work?: Work;
}
/** A download, or a change of certificates. */
const workMs = 2_000;
const finished: Outcome = { status: "FINISHED" };
const outcomeOf = (problem: string | undefined): Outcome =>
  problem === undefined ? finished : { status: "FAILED", result: problem };

export class InstantActionList {
  private entries: Entry[] = [];

  constructor(private readonly context: InstantContext) {}

  get states(): readonly ActionState[] {
    return this.entries.map(({ action, status, result }) =>
      present({ actionId: action.actionId, actionType: action.actionType, status, result }),
    );
  }

  /** One that is known already is a repetition and changes nothing. */
  take(actions: readonly Action[]): void {
    for (const action of actions) {
      if (this.entries.some((entry) => entry.action.actionId === action.actionId)) continue;
      // What it does may change the list itself.
      const outcome = this.begin(action);
      this.entries.push({ action, ...outcome });
    }
    this.trim();
  }

  /** Ends what waits for the robot. Returns whether any state changed. */
  advance(): boolean {
    const { condition, quirks } = this.context;
    let changed = false;
    for (const entry of this.entries) {
      if (entry.status !== "RUNNING") continue;
      const { actionType } = entry.action;
      if (entry.work !== undefined) {
        if (this.context.nowMs() < entry.work.untilMs) continue;
        const { end } = entry.work;
        entry.work = undefined;
        Object.assign(entry, end());
        changed = true;
        continue;
      }
      if (!this.isOver(actionType)) continue;
      if (actionType === "startHibernation") condition.hibernating = true;
      entry.status =
        actionType === "cancelOrder" && quirks.has("cancel-stays-waiting") ? "WAITING" : "FINISHED";
      changed = true;
    }
    return changed;
  }
  /** What it waits for has come: it stands, or is paused or cancelled as it was asked to be. */
  private isOver(actionType: string): boolean {
    const { driver, condition } = this.context;
    if (actionType === "cancelOrder") return !driver.isCancelling;
    if (actionType === "startHibernation") return !driver.isCancelling && !driver.driving;
    return !driver.driving || !condition.paused;
  }

  private begin(action: Action): Outcome {
    const { condition, errors, quirks, request, driver, zones, nowMs } = this.context;
    const offer = this.context.offered.find(({ actionType }) => actionType === action.actionType);
    if (offer?.scopes.includes("INSTANT") !== true) return this.refuse(action);
    const parameter = (key: string) => parameterText(action.parameters, key);
    switch (action.actionType) {
      case "cancelOrder":
        return this.cancel(action);
      case "startPause":
        condition.paused = true;
        return { status: "RUNNING" };
      case "stopPause":
        condition.paused = false;
        return finished;
      case "stateRequest":
        request("state");
        return finished;
      case "factsheetRequest":
        request("factsheet");
        return finished;
      case "startCharging":
        if (driver.driving) return outcomeOf("driving");
        condition.charging = true;
        return finished;
      case "stopCharging":
        condition.charging = false;
        return finished;
      case "initPosition":
      case "initializePosition":
        condition.localized = true;
        condition.useMap(parameter("mapId") ?? condition.mapId);
        driver.book.lastNodeId = parameter("lastNodeId") ?? driver.book.lastNodeId;
        errors.clear("localizationError");
        errors.clear("LOCALIZATION_ERROR");
        return finished;
      case "downloadMap":
        return this.downloadMap(parameter("mapId") ?? "", parameter("mapVersion") ?? "");
      case "enableMap":
        return outcomeOf(condition.enableMap(parameter("mapId") ?? "", parameter("mapVersion")));
      case "deleteMap":
        return outcomeOf(condition.deleteMap(parameter("mapId") ?? "", parameter("mapVersion")));
      case "downloadZoneSet":
        return this.takesTime(() => {
          const set = this.context.fetchZoneSet(parameter("zoneSetDownloadLink") ?? "");
          if (set?.zoneSetId !== parameter("zoneSetId")) return outcomeOf("no such zone set there");
          return outcomeOf(zones.add(set!, nowMs() + workMs));
        });
      case "enableZoneSet":
        return outcomeOf(zones.enable(parameter("zoneSetId") ?? ""));
      case "deleteZoneSet":
        return outcomeOf(zones.remove(parameter("zoneSetId") ?? ""));
      case "retry":
        return outcomeOf(driver.actions.retry(parameter("actionId") ?? "") ? undefined : "not RETRIABLE");
      case "skipRetry":
        return outcomeOf(driver.actions.skipRetry(parameter("actionId") ?? "") ? undefined : "not RETRIABLE");
      case "startHibernation": {
        const wake = parameter("wakeUpTime");
        condition.wakeMs = (wake === undefined ? null : parseTimestamp(wake))?.ms ?? Infinity;
        if (!driver.idle) driver.cancel();
        return { status: "RUNNING" };
      }
      case "stopHibernation":
        condition.hibernating = false;
        return finished;
      case "updateCertificate":
        return this.updateCertificate(action);
      case "trigger":
        return outcomeOf(driver.actions.trigger() ? undefined : "nothing waits for a trigger");
      case "clearInstantActions":
        this.entries = this.entries.filter(({ status }) => status !== "FINISHED" && status !== "FAILED");
        return finished;
      case "logReport":
      case "clearZoneActions":
        return finished;
      default:
        return quirks.has("bogus-finished") ? finished : this.refuse(action);
    }
  }

  private takesTime(end: () => Outcome): Outcome {
    return { status: "RUNNING", work: { untilMs: this.context.nowMs() + workMs, end } };
  }
  private downloadMap(mapId: string, mapVersion: string): Outcome {
    const { condition, errors, nowMs } = this.context;
    if (condition.maps.some((map) => map.mapId === mapId && map.mapVersion === mapVersion)) {
      const references = [{ key: "mapId", value: mapId }];
      errors.report(
        { name: "duplicateMap", references, description: `${mapId} ${mapVersion} is here` },
        nowMs() + workMs,
      );
      return outcomeOf("known already");
    }
    return this.takesTime(() => outcomeOf(condition.addMap(mapId, mapVersion)));
  }
  /** Only the certificates of the MQTT connection, and only with all that they need. */
  private updateCertificate(action: Action): Outcome {
    const parameter = (key: string) => parameterText(action.parameters, key);
    const missing = ["service", "keyDownloadLink", "certificateDownloadLink"].find(
      (key) => parameter(key) === undefined,
    );
    if (missing !== undefined) return this.refuse(action, `${missing} is missing`);
    if (parameter("service") !== "MQTT") return outcomeOf("no such service");
    return this.takesTime(() => finished);
  }
  private cancel(action: Action): Outcome {
    const { driver, errors, quirks } = this.context;
    const wanted = parameterText(action.parameters, "orderId");
    const isOther = wanted !== undefined && wanted !== driver.book.orderId;
    if (driver.idle || isOther) {
      if (quirks.has("bogus-finished")) return finished;
      errors.report({
        name: "noOrderToCancel",
        references: [{ key: "actionId", value: action.actionId }],
        description: "no such order to cancel",
      });
      return outcomeOf("no order to cancel");
    }
    driver.cancel();
    return { status: "RUNNING" };
  }
  private refuse(action: Action, description = `no instant action ${action.actionType}`): Outcome {
    if (this.context.quirks.has("bogus-finished")) return finished;
    this.context.errors.report({
      name: "invalidInstantAction",
      references: [
        { key: "actionId", value: action.actionId },
        { key: "actionType", value: action.actionType },
      ],
      description,
    });
    return outcomeOf(description);
  }
  /** The oldest that are over go first. */
  private trim(): void {
    while (this.entries.length > statesMax) {
      const at = this.entries.findIndex(({ status }) => status === "FINISHED" || status === "FAILED");
      this.entries.splice(Math.max(0, at), 1);
    }
  }
}
