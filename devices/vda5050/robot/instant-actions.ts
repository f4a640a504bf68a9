// Instant actions as a virtual robot carries them out, and their states.
import { present } from "../codec/index.ts";
import {
  type Action,
  type ActionState,
  type ActionStatus,
  parameterText,
  type VdaVersion,
} from "../model/index.ts";
import type { Condition } from "./condition.ts";
import type { Driver } from "./driver.ts";
import type { ErrorBook } from "./error-book.ts";
import { supportedActions } from "./factsheet.ts";
import type { Quirk } from "./quirks.ts";

const statesMax = 24;

export interface InstantContext {
  readonly version: VdaVersion;
  readonly driver: Driver;
  readonly condition: Condition;
  readonly errors: ErrorBook;
  readonly quirks: ReadonlySet<Quirk>;
  /** Publishes at the end of this moment. */
  readonly request: (what: "state" | "factsheet") => void;
}

interface Entry {
  readonly action: Action;
  status: ActionStatus;
  result?: string;
}

/** What came of an action: a status, and why if it failed. */
type Outcome = { readonly status: ActionStatus; readonly result?: string };
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
      this.entries.push({ action, ...this.begin(action) });
    }
    this.trim();
  }

  /** Ends what waits for the robot. Returns whether any state changed. */
  advance(): boolean {
    const { driver, condition, quirks } = this.context;
    let changed = false;
    for (const entry of this.entries) {
      if (entry.status !== "RUNNING") continue;
      const { actionType } = entry.action;
      const done = actionType === "cancelOrder" ? !driver.isCancelling : !driver.driving || !condition.paused;
      if (!done) continue;
      entry.status =
        actionType === "cancelOrder" && quirks.has("cancel-stays-waiting") ? "WAITING" : "FINISHED";
      changed = true;
    }
    return changed;
  }

  private begin(action: Action): Outcome {
    const { version, condition, errors, quirks, request, driver } = this.context;
    const scopes = supportedActions(version)[action.actionType];
    if (!scopes?.includes("INSTANT")) return this.refuse(action);
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
        condition.mapId = parameter("mapId") ?? condition.mapId;
        driver.book.lastNodeId = parameter("lastNodeId") ?? driver.book.lastNodeId;
        errors.clear("localizationError");
        errors.clear("LOCALIZATION_ERROR");
        return finished;
      case "downloadMap":
        return outcomeOf(condition.addMap(parameter("mapId") ?? "", parameter("mapVersion") ?? ""));
      case "enableMap":
        return outcomeOf(condition.enableMap(parameter("mapId") ?? "", parameter("mapVersion")));
      case "deleteMap":
        return outcomeOf(condition.deleteMap(parameter("mapId") ?? "", parameter("mapVersion")));
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
  private refuse(action: Action): Outcome {
    if (this.context.quirks.has("bogus-finished")) return finished;
    this.context.errors.report({
      name: "invalidInstantAction",
      references: [
        { key: "actionId", value: action.actionId },
        { key: "actionType", value: action.actionType },
      ],
      description: `no instant action ${action.actionType}`,
    });
    return outcomeOf("not supported");
  }
  /** The oldest that are over go first. */
  private trim(): void {
    while (this.entries.length > statesMax) {
      const at = this.entries.findIndex(({ status }) => status === "FINISHED" || status === "FAILED");
      this.entries.splice(Math.max(0, at), 1);
    }
  }
}
