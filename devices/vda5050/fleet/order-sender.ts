// Says orders, and again when no newer state shows them; knows when it is enough.
import type { VdaVersion } from "../model/index.ts";
import type { LinkVoice } from "./link-voice.ts";
import type { OrderIntent } from "./order-intent.ts";
import { fitOrder } from "./order-limits.ts";
import { errorSignature } from "./rejection.ts";
import type { RobotWatch } from "./robot-watch.ts";
import type { LinkSettings } from "./settings.ts";

export class OrderSender {
  /** Errors that were there before the order: they do not answer it. */
  errorsBefore: ReadonlySet<string> = new Set();
  private sentMs = -Infinity;

  constructor(
    private readonly version: VdaVersion,
    private readonly watch: RobotWatch,
    private readonly voice: LinkVoice,
    private readonly settings: LinkSettings,
  ) {}

  /** The factsheet's least time between two orders is over. */
  isIntervalOver(nowMs: number): boolean {
    const intervalMs = (this.watch.factsheet?.timing.minimumOrderInterval ?? 0) * 1000;
    return nowMs - this.sentMs >= intervalMs;
  }
  send(intent: OrderIntent, nowMs: number): void {
    const { orderId, orderUpdateId, nodes } = intent.message;
    const { factsheet, state } = this.watch;
    if (intent.sends === 0) this.errorsBefore = new Set(state!.errors.map(errorSignature));
    const nodeIds = nodes.map(({ nodeId }) => nodeId);
    const actionIds = nodes.flatMap(({ actions }) => actions.map(({ actionId }) => actionId));
    const record = { kind: "order", orderId, orderUpdateId, nodeIds, actionIds } as const;
    const order = factsheet === null ? intent.message : fitOrder(intent.message, factsheet, this.version);
    this.voice.say("order", order, nowMs, intent.sends === 0 ? record : null);
    intent.sends += 1;
    this.sentMs = nowMs;
  }
  /** What to do about an order that is not shown: only a state that is newer than it can say that it did not arrive. */
  judge(intent: OrderIntent, nowMs: number): "again" | "give-up" | "ask" | "wait" {
    const { repeatMs, graceMs, askMs, sendsMax } = this.settings;
    const sinceMs = nowMs - this.sentMs;
    if (this.watch.stateMs < this.sentMs + graceMs) return sinceMs >= askMs ? "ask" : "wait";
    if (sinceMs < repeatMs || this.watch.connection === "OFFLINE") return "wait";
    return intent.sends >= sendsMax ? "give-up" : "again";
  }
}
