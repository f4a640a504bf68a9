// What scripts of checks work with: the robot's words, our own, waiting, driving, and the place for what was found.
import { isBusy } from "../vda5050/fleet/busy.ts";
import { answeringError, errorSignature } from "../vda5050/fleet/rejection.ts";
import {
  type Action,
  type ActionStatus,
  allActionStates,
  type Order,
  type RobotError,
  type RobotState,
  type VdaVersion,
} from "../vda5050/model/index.ts";
import type { Ear, Heard, HeardState } from "./ear.ts";
import type { Bilingual, Evidence, Finding, Place, ProfileEntries, Verdict } from "./model.ts";
import { t } from "./model.ts";
import type { Mouth } from "./mouth.ts";
import type { Tolerated } from "./readiness.ts";
import type { Script } from "./script.ts";

/** Waiting times, ms. */
export const patience = {
  /** For an answer to a message. */
  answer: 6_000,
  /** In which nothing shall happen. */
  silence: 4_000,
  /** For two edges at low speed. */
  drive: 90_000,
  stop: 20_000,
  /** What is old then does not answer: a state may have been on its way. */
  grace: 300,
} as const;
/** Metres per second on every edge. */
const speed = 0.3;
/** A robot this near to a place stands on it. */
const nearMetres = 0.35;
const startDeviation = 0.5;
const evidenceMax = 10;

export interface BenchOptions {
  readonly version: VdaVersion;
  readonly ear: Ear;
  readonly mouth: Mouth;
  readonly places: readonly Place[];
  readonly startedMs: number;
  readonly now: () => number;
  /** A harmless action that the robot can carry out on a node. */
  readonly action?: string;
  readonly mayInitialize: boolean;
  readonly mayDisconnect: boolean;
  readonly decide: (checkId: string, finding: Finding, evidence: readonly Evidence[]) => void;
  readonly ask: (text: Bilingual) => void;
}

/** What came of an order. */
export interface Drive {
  readonly orderId: string;
  readonly message: Order;
  readonly accepted: boolean;
  /** Driven to its end. */
  readonly done: boolean;
  /** States since it was sent. */
  readonly states: readonly HeardState[];
  readonly error: RobotError | undefined;
}

export interface OrderOptions {
  readonly orderId?: string;
  readonly updateId?: number;
  /** Sequence id of the first node. */
  readonly first?: number;
  /** So many nodes are released; default: all. */
  readonly released?: number;
  readonly actions?: Readonly<Record<number, readonly Action[]>>;
  /** Around the first node, metres. */
  readonly deviation?: number;
}

export class Bench {
  readonly ear: Ear;
  readonly mouth: Mouth;
  readonly version: VdaVersion;
  readonly tolerated = new Set<Tolerated>();
  /** Findings so far, for checks that build on others. */
  readonly verdicts = new Map<string, Verdict>();
  private deadOrderId: string | null = null;
  private errorsBefore: ReadonlySet<string> = new Set();
  private saidFrom = 0;
  private count = 0;

  constructor(readonly options: BenchOptions) {
    this.ear = options.ear;
    this.mouth = options.mouth;
    this.version = options.version;
  }

  get nowMs(): number {
    return this.options.now();
  }
  get state(): RobotState {
    return this.ear.state!;
  }
  get isThree(): boolean {
    return this.version === "3.0";
  }

  // What was found.

  /** Evidence counts from here. */
  beginTrial(): void {
    this.saidFrom = this.mouth.said.length;
  }
  decide(
    checkId: string,
    verdict: Verdict,
    found: Bilingual,
    more: { readonly profile?: ProfileEntries; readonly cite?: readonly (Heard | undefined)[] } = {},
  ): void {
    this.verdicts.set(checkId, verdict);
    const finding =
      more.profile === undefined ? { verdict, found } : { verdict, found, profile: more.profile };
    this.options.decide(checkId, finding, this.evidence(more.cite ?? [this.lastHeard()]));
  }
  undecided(checkIds: readonly string[], why: Bilingual): void {
    for (const id of checkIds) if (!this.verdicts.has(id)) this.decide(id, "not-decided", why, { cite: [] });
  }
  isGood(checkId: string): boolean {
    return this.verdicts.get(checkId) === "conformant";
  }

  // Waiting.

  *until(condition: () => boolean, timeoutMs: number): Script<boolean> {
    const deadlineMs = this.nowMs + timeoutMs;
    if (!condition()) yield { condition, deadlineMs };
    return condition();
  }
  *wait(ms: number): Script {
    yield { condition: () => false, deadlineMs: this.nowMs + ms };
  }
  /** A state that is newer than all that was said so far. */
  *freshState(): Script<boolean> {
    const sinceMs = this.nowMs;
    if (this.mouth.key !== null) this.mouth.instruct("stateRequest", sinceMs);
    return yield* this.until(() => this.ear.stateMs >= sinceMs + patience.grace, patience.answer);
  }
  statesSince(ms: number): readonly HeardState[] {
    return this.ear.states.filter(({ heard }) => heard.atMs >= ms);
  }

  // Instant actions.

  status(actionId: string): ActionStatus | undefined {
    return allActionStates(this.state).find((entry) => entry.actionId === actionId)?.status;
  }
  isOver(actionId: string): boolean {
    const status = this.status(actionId);
    return status === "FINISHED" || status === "FAILED";
  }
  /** Sends it twice if need be; returns its id. */
  *instruct(actionType: string, timeoutMs: number = patience.answer): Script<string> {
    const actionId = this.mouth.instruct(actionType, this.nowMs);
    if (!(yield* this.until(() => this.status(actionId) !== undefined, timeoutMs / 2)))
      this.mouth.instruct(actionType, this.nowMs, { actionId });
    yield* this.until(() => this.isOver(actionId), timeoutMs / 2);
    return actionId;
  }

  // Orders.

  get isBusy(): boolean {
    return isBusy(this.state, this.deadOrderId, (actionId) => this.mouth.isInstant(actionId));
  }
  get places(): readonly Place[] {
    return this.options.places;
  }
  /** Where the robot stands: one of the places, or a place of its own. */
  here(): Place {
    const position = this.state.position!;
    const near = this.places.find((place) => distance(place, position) <= nearMetres);
    if (near !== undefined) return near;
    this.count += 1;
    const { x, y, mapId } = position;
    return { nodeId: `probe-here-${this.count}`, x, y, mapId };
  }
  /** Two edges from one end of the row: to the middle and to the other end; with two places there and back. */
  leg(): readonly [Place, Place] {
    const { places } = this;
    const isAtEnd = this.here() === places.at(-1);
    const ordered = isAtEnd ? [...places].reverse() : places;
    return places.length > 2 ? [ordered[1]!, ordered[2]!] : [ordered[1]!, ordered[0]!];
  }
  makeOrder(places: readonly Place[], options: OrderOptions = {}): Order {
    const { orderId = this.mouth.nextId("o"), updateId = 0, first = 0, actions = {} } = options;
    const { released = places.length, deviation = startDeviation } = options;
    const nodes = places.map(({ nodeId, x, y, mapId }, i) => ({
      nodeId,
      sequenceId: first + 2 * i,
      released: i < released,
      position: {
        ...{ x, y, mapId },
        ...(i === 0 ? { deviation: { a: deviation, b: deviation, theta: 0 }, deviationTheta: Math.PI } : {}),
      },
      actions: actions[i] ?? [],
    }));
    const edges = places.slice(1).map(({ nodeId }, i) => ({
      edgeId: `${places[i]!.nodeId}-${nodeId}`,
      sequenceId: first + 2 * i + 1,
      released: i + 1 < released,
      maximumSpeed: speed,
      actions: [],
    }));
    return { orderId, orderUpdateId: updateId, nodes, edges };
  }
  send(order: Order, versionText?: string): void {
    this.errorsBefore = new Set(this.state.errors.map(errorSignature));
    this.mouth.order(order, this.nowMs, versionText === undefined ? {} : { versionText });
  }
  isShown({ orderId, orderUpdateId }: Order): boolean {
    return this.state.orderId === orderId && this.state.orderUpdateId === orderUpdateId;
  }
  /** The error that the fleet side would take as the answer to this order. */
  answerTo({ orderId, orderUpdateId }: Order): RobotError | undefined {
    return answeringError(this.state.errors, orderId, orderUpdateId, this.errorsBefore);
  }
  /** Shown, or answered by an error; sent twice if neither comes. */
  *sendAndSee(order: Order): Script<boolean> {
    this.send(order);
    const isAnswered = () => this.isShown(order) || this.answerTo(order) !== undefined;
    if (!(yield* this.until(isAnswered, patience.answer / 2))) {
      this.mouth.order(order, this.nowMs);
      yield* this.until(isAnswered, patience.answer / 2);
    }
    return this.isShown(order);
  }
  /** At the node with this sequence id, standing, with nothing left to do. */
  isAt(sequenceId: number): boolean {
    return this.state.lastNodeSequenceId >= sequenceId && !this.isBusy;
  }
  /** Sends an order and waits until it is driven. */
  *drive(order: Order): Script<Drive> {
    const sinceMs = this.nowMs;
    const accepted = yield* this.sendAndSee(order);
    const error = accepted ? undefined : this.answerTo(order);
    const end = order.nodes.at(-1)!.sequenceId;
    const done = accepted && (yield* this.until(() => this.isShown(order) && this.isAt(end), patience.drive));
    return {
      ...{ orderId: order.orderId, message: order, accepted, done, error },
      states: this.statesSince(sinceMs),
    };
  }
  /** To one end of the row, if the robot is not there. False: it does not come there. */
  *goToEnd(): Script<boolean> {
    if (!(yield* this.settle())) return false;
    const here = this.here();
    const target = this.places[0]!;
    if (here === target || (this.places.length > 2 && here === this.places.at(-1))) return true;
    const { done } = yield* this.drive(this.makeOrder([here, target]));
    return done;
  }
  /** Ends whatever the robot still does. False: it does not end it. */
  *settle(): Script<boolean> {
    yield* this.freshState();
    if (!this.isBusy) return true;
    yield* this.cancel();
    return yield* this.until(() => !this.isBusy, patience.stop);
  }
  /** Cancels and waits until the robot stands; its order counts as dead then. Returns the action's id. */
  *cancel(): Script<string> {
    const sinceMs = this.nowMs;
    const { orderId } = this.state;
    const actionId = this.mouth.instruct("cancelOrder", sinceMs);
    const stands = () =>
      this.ear.stateMs > sinceMs + patience.grace &&
      !this.state.driving &&
      this.status(actionId) !== undefined;
    if (!(yield* this.until(stands, patience.answer)))
      this.mouth.instruct("cancelOrder", this.nowMs, { actionId });
    if (yield* this.until(stands, patience.stop)) this.deadOrderId = orderId;
    return actionId;
  }

  private lastHeard(): Heard | undefined {
    return this.ear.all.at(-1);
  }
  /** What was said in this trial, and what is cited of what was heard. */
  private evidence(cited: readonly (Heard | undefined)[]): readonly Evidence[] {
    const { startedMs } = this.options;
    const all = this.mouth.said.slice(this.saidFrom);
    // Questions for a state matter only where nothing else was said.
    const told = all.filter(({ topic, payload }) => topic === "order" || !payload.includes('"stateRequest"'));
    const said = (told.length > 0 ? told : all).map((entry) => ({ ...entry, direction: "sent" as const }));
    const heard = [...new Set(cited)].flatMap((entry) =>
      entry === undefined ? [] : [{ ...entry, direction: "heard" as const }],
    );
    return [...said.slice(-evidenceMax / 2), ...heard.slice(-evidenceMax / 2)]
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ direction, topic, payload, atMs }) => ({ direction, topic, payload, atMs: atMs - startedMs }));
  }
}

export function distance(a: { readonly x: number; readonly y: number }, b: typeof a): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
/** A short form of an error for findings. */
export function errorText(error: RobotError): string {
  const references = error.references.map(({ key, value }) => `${key}=${value}`).join(", ");
  return `${error.errorType} (${error.level}${references === "" ? "" : `; ${references}`})`;
}
/** What a robot did with an order that it did not take. */
export function refusalFound(error: RobotError | undefined): Bilingual {
  return error === undefined
    ? t("neither taken nor answered by an error", "既未接受，也未报告错误")
    : t(`refused: ${errorText(error)}`, `被拒绝：${errorText(error)}`);
}
