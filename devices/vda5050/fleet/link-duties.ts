// What the fleet side does for a robot beside its orders: gets it ready, answers its requests, sees to actions that do not work.
import { type ActionState, identityText, type RobotState } from "../model/index.ts";
import { GrantDesk, ZoneGate } from "../zones/index.ts";
import { ActionWatch } from "./action-policy.ts";
import { GrantClerk } from "./grant-clerk.ts";
import type { RobotLinkOptions } from "./link-options.ts";
import type { LinkTeller } from "./link-teller.ts";
import type { LinkVoice } from "./link-voice.ts";
import type { OrderIntent } from "./order-intent.ts";
import { Readiness } from "./readiness.ts";
import type { RobotWatch } from "./robot-watch.ts";
import type { RouteNode } from "./route.ts";
import type { LinkSettings } from "./settings.ts";

/** Actions that are over and still listed by a robot before it is asked to forget them, and how often it is asked. */
const overMax = 16;
const tidyPauseMs = 60_000;

interface Driven {
  readonly intent: OrderIntent | null;
  /** Released to it and not sent yet. */
  readonly queued: readonly RouteNode[];
  /** Something may be released to the robot now. */
  readonly mayGrant: boolean;
}

export class LinkDuties {
  readonly gate: ZoneGate | null;
  readonly readiness: Readiness;
  private readonly clerk: GrantClerk;
  private readonly actions: ActionWatch;
  private readonly robot: string;
  private readonly desk: GrantDesk;
  private tidyMs = -Infinity;

  constructor(
    { identity, profile, zones, maps = [] }: RobotLinkOptions,
    private readonly watch: RobotWatch,
    private readonly voice: LinkVoice,
    private readonly teller: LinkTeller,
    settings: LinkSettings,
  ) {
    this.robot = identityText(identity);
    this.desk = zones?.desk ?? new GrantDesk();
    this.gate = zones === undefined ? null : new ZoneGate(this.robot, zones.plan, this.desk, zones.clearance);
    this.clerk = new GrantClerk(this.robot, this.desk, this.gate, settings);
    this.actions = new ActionWatch(settings.actionPolicies);
    const [plan, zoneSetLinks] = [zones?.plan ?? null, zones?.links ?? {}];
    this.readiness = new Readiness({ maps, plan, zoneSetLinks, profile }, watch, voice, settings);
  }

  hear(state: RobotState): void {
    this.clerk.hear(state);
  }
  /** What it waits for it no longer wants. */
  withdraw(): void {
    this.desk.withdraw(this.robot);
  }
  press(state: RobotState, driven: Driven, nowMs: number): void {
    this.pressGrants(state, driven, nowMs);
    this.tidy(state, nowMs);
  }
  /** Answers its requests and gives back zones that it has left. */
  private pressGrants(state: RobotState, { intent, queued, mayGrant }: Driven, nowMs: number): void {
    const responses = this.clerk.due(nowMs, { clockOffsetMs: this.watch.clock.offsetMs ?? 0, mayGrant });
    if (responses.length > 0) this.voice.say("responses", { responses }, nowMs, null);
    if (this.gate === null) return;
    const { position } = state;
    const place = position?.localized === true ? position : null;
    const obeys = this.readiness.obeysZones(state);
    const sent = intent?.unpassed ?? [];
    this.gate.settle({ place, sent, queued, asked: this.clerk.named, obeys });
  }
  /**
   * Has the robot forget instant and zone actions that are over when many have piled up (3.0). Only when none of ours is under
   * way: an outcome that is forgotten before it was heard would be asked for again.
   */
  private tidy({ instantActionStates, zoneActionStates }: RobotState, nowMs: number): void {
    if (nowMs < this.tidyMs || !this.voice.isQuiet || this.voice.codec.version !== "3.0") return;
    const overIn = (states: readonly ActionState[]) =>
      states.filter(({ status }) => status === "FINISHED" || status === "FAILED").length;
    const isMuch = (states: readonly ActionState[]) => overIn(states) > overMax;
    if (!isMuch(instantActionStates) && !isMuch(zoneActionStates)) return;
    const type = isMuch(instantActionStates) ? "clearInstantActions" : "clearZoneActions";
    this.tidyMs = nowMs + tidyPauseMs;
    this.voice.instruct(type, [], nowMs);
  }
  /** Tries again or skips what is RETRIABLE. Returns whether an action has run for too long: it ends with its order. */
  hasTimedOut({ openActions }: OrderIntent, state: RobotState, nowMs: number): boolean {
    let isLate = false;
    const typeOf = (actionId: string) => openActions.get(actionId)?.actionType;
    for (const step of this.actions.follow(state, typeOf, nowMs)) {
      if (step.kind === "timed-out") {
        this.teller.timeOut(step.actionId, step.seconds);
        isLate = true;
      } else this.voice.instruct(step.kind, [{ key: "actionId", value: step.actionId }], nowMs);
    }
    return isLate;
  }
}
