// The fleet side of one robot: releases orders as far as it is told, repeats them until the robot shows them, recovers what is
// rejected, cancelled or forgotten. Without clock and network: messages and time in, messages and events out.
import type { ActionParameter, Message, RobotIdentity, RobotState, TopicName } from "../model/index.ts";
import { isBusy } from "./busy.ts";
import { Cancellation } from "./cancellation.ts";
import { type Hindrance, isHandled } from "./hindrance.ts";
import type { InstantOutcome } from "./instant-tracker.ts";
import { LinkDuties } from "./link-duties.ts";
import type { RobotLinkOptions } from "./link-options.ts";
import type { LinkEvent, LinkMessage, LinkStatus, OrderLossCause } from "./link-port.ts";
import { linkStatus } from "./link-status.ts";
import { type ActionOver, LinkTeller } from "./link-teller.ts";
import { LinkVoice } from "./link-voice.ts";
import { OrderIntent } from "./order-intent.ts";
import { OrderSender } from "./order-sender.ts";
import { answeringError, rejectionKind } from "./rejection.ts";
import { RejectionRow } from "./rejection-row.ts";
import { RobotWatch } from "./robot-watch.ts";
import { ownId, type RouteNode, type StartNode } from "./route.ts";
import { type LinkSettings, linkSettingsDefault } from "./settings.ts";
import { startPlace } from "./start-place.ts";
import { StuckWatch } from "./stuck-watch.ts";
import { WayQueue, type WayStop } from "./way-queue.ts";

export class RobotLink {
  readonly identity: RobotIdentity;
  readonly watch: RobotWatch;
  private readonly voice: LinkVoice;
  private readonly settings: LinkSettings;
  private readonly rejections: RejectionRow;
  private readonly stuck: StuckWatch;
  private readonly way: WayQueue;
  private readonly teller: LinkTeller;
  private readonly duties: LinkDuties;
  private readonly sender: OrderSender;
  private intent: OrderIntent | null = null;
  private stop: WayStop | null = null;
  /** The node that the robot was last known to stand on or to have passed. */
  private at: RouteNode | null = null;
  private cancelling: Cancellation | null = null;
  private needsConfirmation: string | null = null;
  private displaced = false;
  private foreign = false;
  private givenUpOrderId: string | null = null;
  /** What is left is forgotten when the cancellation is over. */
  private dropAfterCancel = false;
  /** An order that the robot says it has cancelled. */
  private deadOrderId: string | null = null;

  constructor(private readonly options: RobotLinkOptions) {
    const { identity, profile } = options;
    this.identity = identity;
    this.settings = { ...linkSettingsDefault, ...options.settings };
    this.voice = new LinkVoice(identity, profile, this.settings, options.idPrefix);
    this.watch = new RobotWatch(this.settings, profile.chargeScale);
    this.rejections = new RejectionRow(this.settings);
    this.stuck = new StuckWatch(this.settings);
    this.teller = new LinkTeller(this.settings);
    this.duties = new LinkDuties(options, this.watch, this.voice, this.teller, this.settings);
    this.sender = new OrderSender(profile.version, this.watch, this.voice, this.settings);
    this.way = new WayQueue(profile.version, this.duties.gate);
  }

  /** Nodes released and not passed yet. */
  get released(): readonly RouteNode[] {
    return [...(this.intent?.unpassed ?? []), ...this.way.list];
  }
  get hasOrder(): boolean {
    return this.intent !== null;
  }
  /** Known, without an order of anybody, and nothing under way. */
  get isFree(): boolean {
    const { state } = this.watch;
    return state !== null && this.intent === null && this.cancelling === null && !this.isBusy(state);
  }

  /** The robot stands on this node as far as we know; before its first order. */
  place(node: RouteNode): void {
    this.at = node;
    this.displaced = false;
  }
  /** May be driven now: the cells to it belong to the robot. */
  extend(nodes: readonly RouteNode[], nowMs: number): void {
    this.way.push(nodes);
    this.step(nowMs);
  }
  /** Takes back what has not been sent yet; what the robot has cannot be taken back without a cancellation. Returns it. */
  withdrawQueued(): readonly RouteNode[] {
    this.stop = null;
    this.duties.withdraw();
    return this.way.clear();
  }
  /** Ends what the robot is doing; what is left is forgotten here too. */
  abandon(nowMs: number): void {
    this.withdrawQueued();
    if (this.intent !== null) {
      if (this.cancelling === null) this.beginCancel("cancelled", nowMs);
      this.dropAfterCancel = true;
    }
    this.step(nowMs);
  }

  /** An instant action; its outcome comes as an event. Returns its id. */
  instruct(actionType: string, parameters: readonly ActionParameter[], nowMs: number): string {
    return this.voice.instruct(actionType, parameters, nowMs);
  }
  /** Lets it sleep until there is something to do (3.0); false: it is not idle, or cannot. */
  hibernate(nowMs: number): boolean {
    if (!this.isFree || !this.way.isEmpty || this.options.profile.version !== "3.0") return false;
    this.instruct("startHibernation", [], nowMs);
    return true;
  }
  /** We have been away: asks how it is. */
  refresh(nowMs: number): void {
    this.voice.askForState(nowMs);
  }
  /** A person has looked at the robot and lets it go on. */
  confirm(nowMs: number): void {
    this.needsConfirmation = null;
    this.watch.distrust = null;
    this.rejections.reset();
    this.duties.readiness.confirm();
    this.way.confirm();
    this.displaced = false;
    if (this.foreign) this.givenUpOrderId = this.watch.state?.orderId ?? null;
    this.step(nowMs);
  }

  /** Bytes under one of the robot's topics. */
  receivePayload(topic: TopicName, payload: Uint8Array, nowMs: number): void {
    const decoded = this.voice.codec.decode(topic, this.identity, payload);
    if (decoded.kind === "refusal") this.watch.refuse(decoded.refusal, nowMs);
    else this.receive(decoded.message, nowMs);
  }
  receive(message: Message, nowMs: number): void {
    const news = this.watch.receive(message, nowMs);
    this.voice.factsheet = this.watch.factsheet;
    this.voice.only = this.watch.isHibernating ? "stopHibernation" : null;
    if (news.kind === "online") this.voice.askForState(nowMs);
    if (news.kind === "state") {
      if (news.restarted) this.teller.emit({ kind: "restarted" });
      this.takeState(news.state, nowMs);
    }
    this.step(nowMs);
  }
  tick(nowMs: number): void {
    this.step(nowMs);
  }

  takeOutbox(): readonly LinkMessage[] {
    return this.voice.takeOutbox();
  }
  takeEvents(): readonly LinkEvent[] {
    return this.teller.take();
  }

  status(nowMs: number): LinkStatus {
    const { cancelling, rejections, displaced, foreign, intent, stop } = this;
    const hindrance = this.hindrance(nowMs);
    const { state } = this.watch;
    const foreignWaits = state !== null && this.foreignWaits(state);
    const queued = this.way.list.length;
    return linkStatus(
      { state, hindrance, cancelling, rejections, displaced, foreign, foreignWaits, intent, queued, stop },
      nowMs,
    );
  }
  /** What forbids to release anything; a person's word that is missing counts. */
  private hindrance(nowMs: number): Hindrance | undefined {
    const own = this.watch.hindrance(nowMs);
    if (own !== undefined) return own;
    if (this.needsConfirmation !== null)
      return { code: "needs-confirmation", detail: this.needsConfirmation };
    return this.duties.readiness.lack(this.watch.state!, this.way.mapIds(this.at));
  }
  // What a state says.

  private takeState(state: RobotState, nowMs: number): void {
    if (this.settings.afterIntervention === "ask") {
      const isFatal = state.errors.some(({ level }) => level === "FATAL");
      if (isHandled(state)) this.needsConfirmation = state.operatingMode;
      else if (isFatal && this.needsConfirmation === null) this.needsConfirmation = "FATAL";
    }
    for (const outcome of this.voice.hear(state)) this.takeOutcome(outcome);
    this.duties.hear(state);
    this.teller.clock(this.watch.clock.offsetMs);
    if (this.intent !== null) this.reflect(this.intent, state, nowMs);
    if (this.cancelling !== null) this.followCancel(this.cancelling, state);
    this.foreign = this.intent === null && this.cancelling === null && this.isBusy(state);
  }

  private reflect(intent: OrderIntent, state: RobotState, nowMs: number): void {
    if (state.orderId !== intent.orderId) {
      if (intent.shownUpdateId >= 0) this.loseOrder("forgotten");
      else this.takeRejection(intent, state, nowMs);
      return;
    }
    const wasShown = intent.isShown;
    const { passed, over, cleared, beyond } = intent.reflect(state, this.settings.nodeAccuracy);
    for (const node of passed) {
      this.at = node;
      this.stuck.progress();
      this.teller.emit({ kind: "passed", node });
    }
    for (const action of over) this.endAction(action);
    if (beyond) this.distrustBeyond(state, nowMs);
    if (intent.isShown && !wasShown) this.rejections.reset();
    if (cleared && this.cancelling === null) this.loseOrder("cleared");
    else if (intent.isDone && !this.isBusy(state)) {
      this.intent = null;
      this.teller.emit({ kind: "order-done", orderId: intent.orderId });
    } else if (!intent.isShown) this.takeRejection(intent, state, nowMs);
  }

  private endAction(over: ActionOver): void {
    this.needsConfirmation = this.teller.endAction(over) ?? this.needsConfirmation;
  }

  private takeRejection(intent: OrderIntent, state: RobotState, nowMs: number): void {
    if (this.cancelling !== null) return;
    const error = answeringError(state.errors, intent.orderId, intent.updateId, this.sender.errorsBefore);
    if (error === undefined) return;
    const kind = rejectionKind(error) ?? "transient";
    const { errorType, description = "" } = error;
    this.teller.emit({ kind: "rejected", orderId: intent.orderId, rejection: kind, errorType, description });
    this.rejections.take(kind, description === "" ? errorType : `${errorType}: ${description}`, nowMs);
    if (intent.shownUpdateId < 0) this.loseOrder("rejected");
    else this.beginCancel("rejected", nowMs);
  }

  private distrustBeyond(state: RobotState, nowMs: number): void {
    if (this.watch.distrust !== null) return;
    this.watch.distrust = `at ${state.lastNodeId} (${state.lastNodeSequenceId}), beyond what was released`;
    this.instruct("startPause", [], nowMs);
  }

  /** What is left goes back to the front of the queue; it stays released. */
  private loseOrder(cause: OrderLossCause): void {
    const intent = this.intent!;
    this.intent = null;
    for (const [actionId, { at, actionType }] of intent.openActions) {
      const waits = intent.unpassed.some(({ actions }) =>
        actions.some((action) => action.actionId === actionId),
      );
      const status = this.teller.hasTimedOut(actionId) ? "FAILED" : "LOST";
      if (!waits) this.endAction({ actionId, actionType, status, result: `at ${at}` });
    }
    if (this.dropAfterCancel) this.withdrawQueued();
    else this.way.putBack(intent.unpassed);
    this.dropAfterCancel = false;
    this.teller.emit({ kind: "order-lost", orderId: intent.orderId, cause });
  }

  // Cancelling.

  private beginCancel(cause: OrderLossCause, nowMs: number): void {
    const parameters =
      this.voice.codec.version === "3.0" && this.watch.state !== null
        ? [{ key: "orderId", value: this.intent?.orderId ?? this.watch.state.orderId }]
        : [];
    // Told to robots before they have shown the order, its name would be refused.
    const named = this.intent === null || this.intent.shownUpdateId >= 0 ? parameters : [];
    const actionId = this.instruct("cancelOrder", named, nowMs);
    const tries = (this.cancelling?.tries ?? 0) + 1;
    this.cancelling = new Cancellation(actionId, cause, nowMs, tries, this.settings);
  }
  private followCancel(cancelling: Cancellation, state: RobotState): void {
    const { stateMs } = this.watch;
    if (cancelling.killsOrder(state, stateMs)) this.deadOrderId = state.orderId;
    if (!cancelling.isOver(state, stateMs, this.isBusy(state))) return;
    this.voice.forget(cancelling.actionId);
    this.cancelling = null;
    if (this.intent !== null) this.loseOrder(cancelling.cause);
    this.dropAfterCancel = false;
  }
  private takeOutcome(outcome: InstantOutcome): void {
    this.duties.readiness.take(outcome);
    if (outcome.action.actionId === this.cancelling?.actionId && outcome.status !== "NO_ANSWER")
      this.cancelling.answer();
    this.teller.emit({ kind: "instant", outcome });
  }

  // What to do now.

  private step(nowMs: number): void {
    const { state } = this.watch;
    for (const outcome of this.voice.pressInstants(nowMs)) this.takeOutcome(outcome);
    if (state === null || this.watch.isStale(nowMs)) {
      this.voice.askForState(nowMs);
      return;
    }
    this.duties.readiness.press(state, this.way.mapIds(this.at), !this.way.isEmpty, nowMs);
    if (this.watch.isHibernating) return;
    const mayGrant = this.hindrance(nowMs) === undefined;
    this.duties.press(state, { intent: this.intent, queued: this.way.list, mayGrant }, nowMs);
    if (
      this.intent !== null &&
      this.cancelling === null &&
      this.duties.hasTimedOut(this.intent, state, nowMs)
    )
      this.beginCancel("timed-out", nowMs);
    if (this.cancelling !== null) this.pressCancel(this.cancelling, nowMs);
    else if (this.intent === null) this.mayBegin(state, nowMs);
    else if (!this.intent.isShown) this.repeat(this.intent, nowMs);
    else if (this.isStuck(this.intent, state, nowMs)) this.beginCancel("stuck", nowMs);
    else this.mayExtend(this.intent, nowMs);
  }

  private pressCancel(cancelling: Cancellation, nowMs: number): void {
    if (!cancelling.isOverdue(nowMs)) return;
    this.voice.forget(cancelling.actionId);
    this.beginCancel(cancelling.cause, nowMs);
  }

  private mayBegin(state: RobotState, nowMs: number): void {
    if (this.foreign) {
      if (!this.foreignWaits(state) && this.watch.connection !== "OFFLINE" && !isHandled(state))
        this.beginCancel("cancelled", nowMs);
      return;
    }
    if (this.way.isEmpty || this.rejections.waits(nowMs) || !this.mayOrder(nowMs)) return;
    if (this.rejections.needsPerson || this.displaced) return;
    const place = startPlace(state, this.at, this.way.list, this.rejections.startDeviation, this.settings);
    if (place === undefined) {
      this.displaced = true;
      this.teller.emit({ kind: "displaced", x: state.position!.x, y: state.position!.y });
      return;
    }
    for (const node of this.way.take(place.skipped)) this.passUnseen(node);
    const nodes = this.takeNext(place.start);
    if (nodes.length === 0) return;
    this.intent = new OrderIntent(this.voice.nextId("o"), place.start, nodes);
    this.sendOrder(this.intent, nowMs);
  }
  private foreignWaits({ orderId }: RobotState): boolean {
    return orderId !== this.givenUpOrderId && this.options.foreignOrders?.(orderId) === "wait";
  }
  /** The robot stands behind the node: nobody saw it pass, and what came of its actions is not known. */
  private passUnseen(node: RouteNode): void {
    this.at = node;
    this.teller.emit({ kind: "passed", node });
    for (const { actionId } of node.actions)
      this.teller.emit({
        kind: "action",
        actionId: ownId(actionId),
        status: "LOST",
        result: `at ${node.nodeId}`,
      });
  }
  private mayExtend(intent: OrderIntent, nowMs: number): void {
    if (this.way.isEmpty || this.options.profile.updates === "new-order" || !this.mayOrder(nowMs)) return;
    const nodes = this.takeNext({ nodeId: "", ...intent.end, deviation: this.settings.startDeviationMax });
    if (nodes.length === 0) return;
    intent.extend(nodes, this.options.profile.stitchingActions);
    this.sendOrder(intent, nowMs);
  }
  /** Nothing moves though something is left and nothing is in the way that we know of. */
  private isStuck(intent: OrderIntent, state: RobotState, nowMs: number): boolean {
    const isLeft = intent.unpassed.length > 0 || intent.openActions.size > 0;
    return this.stuck.isStuck(state, isLeft && this.hindrance(nowMs) === undefined, nowMs);
  }
  /** The nodes that go into the next message, none if something keeps them back. */
  private takeNext(start: StartNode): readonly RouteNode[] {
    if (this.way.isEmpty) return [];
    const name = this.intent?.orderId ?? this.voice.nextOrderId;
    const { count, stop } = this.way.next({
      from: start,
      factsheet: this.watch.factsheet,
      draft: (nodes) => new OrderIntent(name, start, nodes).message,
      write: (order) => this.voice.draft(order),
    });
    this.stop = stop;
    this.teller.unfit(
      stop,
      this.way.list.map(({ nodeId }) => nodeId),
    );
    return this.way.take(count);
  }
  private mayOrder(nowMs: number): boolean {
    return this.hindrance(nowMs) === undefined && this.sender.isIntervalOver(nowMs);
  }

  private repeat(intent: OrderIntent, nowMs: number): void {
    const verdict = this.sender.judge(intent, nowMs);
    if (verdict === "ask") this.voice.askForState(nowMs);
    else if (verdict === "give-up") this.beginCancel("unanswered", nowMs);
    else if (verdict === "again" && this.hindrance(nowMs) === undefined) this.sendOrder(intent, nowMs);
  }
  private sendOrder(intent: OrderIntent, nowMs: number): void {
    this.sender.send(intent, nowMs);
    this.stuck.sent(nowMs);
  }

  private isBusy(state: RobotState): boolean {
    return isBusy(state, this.deadOrderId, (actionId) => this.voice.isInstant(actionId));
  }
}
