// The live loop on a real broker: one connection, the journal before the broker, one timer.
import type { Journal, JournalRecord } from "../../journal/index.ts";
import { type BrokerAddress, MqttConnection } from "../../vda5050/edge/index.ts";
import {
  identityText,
  type LinkMessage,
  parseTopic,
  type TopicName,
  topicFilter,
  topicPrefix,
  topicText,
} from "../../vda5050/index.ts";
import { type FleetEvent, LiveFleet, type LiveFleetOptions } from "../live-fleet.ts";
import { tickMs } from "../live-tick.ts";
import { intentSnapshot, readIntents } from "./intent-history.ts";
import { LineWatch } from "./line-watch.ts";
import { type Rival, RivalEar } from "./rival-ear.ts";

export interface FleetHostOptions {
  readonly broker: BrokerAddress;
  readonly clientId: string;
  readonly fleet: LiveFleetOptions;
  /** A stream of its own: old intents are forgotten. */
  readonly journal: Journal;
  /** Token of the lease under which orders go out; null: in doubt, so nothing goes out now. Absent: there is no lease. */
  readonly fencing?: () => number | null;
  /** What ids of this fleet side begin with, of earlier runs too. Ids that begin otherwise are somebody else's. */
  readonly ownIds?: readonly string[];
  /** The order is not over: what robots have been told for it is kept in the journal. Default: none is. */
  readonly isOpen?: (orderId: string) => boolean;
  /** What becomes of orders can be written down no more, so nothing goes out. Default: it can. */
  readonly ordersFailed?: () => boolean;
  /** Our clock, ms; it must not jump back. */
  readonly now: () => number;
  readonly onError: (message: string) => void;
  /** What happened to the robots, in the order in which it was seen. */
  readonly onEvent?: (event: FleetEvent) => void;
  readonly watch?: HostWatch;
  /** Books that have to be safe as well before anything is said. */
  readonly books?: KeptBooks;
}

export interface KeptBooks {
  /** Something waits to be written, even if nothing is to be said. */
  isDue(): boolean;
  /** Rejects if it could not be written; then it is written the next time. */
  keep(fencingToken?: number): Promise<void>;
}

/** For those who measure. */
export interface HostWatch {
  /** A message of a robot of the fleet is about to be taken. */
  heard?(robot: number, topic: TopicName, payload: Uint8Array): void;
  /** The fleet has decided to say this; it goes out when its intent is safe. */
  said?(robot: number, message: LinkMessage): void;
  /** One turn of the loop, from what has been heard to what is to be said. */
  turnBegins?(): void;
  turnEnds?(): void;
}

/** Why nothing is released to any robot now: two might. */
export type Doubt =
  | { readonly kind: "lease" }
  /** Until a person has decided. */
  | { readonly kind: "rival"; readonly rival: Rival }
  | { readonly kind: "unsteady-line" }
  /** What becomes of orders cannot be written down: after a restart they would be carried out again. */
  | { readonly kind: "journal" };

export interface HostCounts {
  received: number;
  sent: number;
  /** Messages of robots that are not in the fleet file. */
  strangers: number;
}

const heard: readonly TopicName[] = ["state", "connection", "factsheet"];
const said: readonly TopicName[] = ["order", "instantActions"];
const strangersMax = 100;
/** A robot reports at least every half a minute: who has been silent for so long is gone. */
const strangerMs = 60_000;
/** Intents kept in the journal, and those that wait for it while it cannot be written. */
const recordsMax = 100_000;
const owedMax = 10_000;
/** Messages that wait for the journal. */
const waitingMax = 50_000;

interface Spoken {
  readonly robot: number;
  readonly message: LinkMessage;
}

export class FleetHost {
  readonly fleet: LiveFleet;
  readonly counts: HostCounts = { received: 0, sent: 0, strangers: 0 };
  /** When each robot was heard last that speaks and is not in the fleet file, by its name. */
  private readonly strangersMs = new Map<string, number>();
  /** Somebody else commands our robots, as far as was heard. */
  rival: Rival | null = null;
  private readonly ear: RivalEar;
  private readonly line = new LineWatch();
  private readonly connection: MqttConnection;
  private readonly prefixes: readonly string[];
  private readonly prefixOf: readonly string[];
  /** Robot and topic by the whole topic's text. */
  private readonly heardAt = new Map<string, { readonly robot: number; readonly name: TopicName }>();
  private readonly timer: ReturnType<typeof setInterval>;
  /** Intents whose writing has failed: nothing is said before they are safe. */
  private owed: readonly JournalRecord[] = [];
  /** Decided and not said yet, in the order in which it was meant. */
  private waiting: Spoken[] = [];
  /** What is being written and said now. One write is under way at a time, and takes along all that has come up since the last. */
  private outgoing: Promise<void> | null = null;

  constructor(private readonly options: FleetHostOptions) {
    const { fleet, broker, clientId, now, onError } = options;
    this.fleet = new LiveFleet(fleet, now());
    const ownIds = [fleet.idPrefix, ...(options.ownIds ?? [])];
    this.ear = new RivalEar((id) => ownIds.some((prefix) => id.startsWith(prefix)));
    this.prefixOf = fleet.robots.map(({ profile }) => topicPrefix(profile.version, profile.interfaceName));
    this.prefixes = [...new Set(this.prefixOf)];
    for (const [robot, { identity }] of fleet.robots.entries())
      for (const name of [...heard, ...said])
        this.heardAt.set(topicText(this.prefixOf[robot]!, identity, name), { robot, name });
    this.connection = new MqttConnection({
      address: broker,
      clientId,
      subscriptions: this.prefixes.flatMap((prefix) =>
        [...heard, ...said].map(
          (name) => ({ filter: topicFilter(prefix, name), qos: name === "connection" ? 1 : 0 }) as const,
        ),
      ),
      onConnect: () => {
        for (const link of this.fleet.links) link.refresh(now());
      },
      onLost: () => {},
      onCut: () => this.line.lost(now()),
      onMessage: (topic, payload) => this.receive(topic, payload),
      onError,
    });
    this.timer = setInterval(() => this.wake(), tickMs);
  }

  get isConnected(): boolean {
    return this.connection.isConnected;
  }
  /** Names of robots that have spoken of late and are not in the fleet file. */
  get strangers(): ReadonlySet<string> {
    const sinceMs = this.options.now() - strangerMs;
    for (const [name, heardMs] of this.strangersMs) if (heardMs < sinceMs) this.strangersMs.delete(name);
    return new Set(this.strangersMs.keys());
  }
  /** Null: it may act. */
  doubt(): Doubt | null {
    if (this.rival !== null) return { kind: "rival", rival: this.rival };
    if (this.options.fencing?.() === null) return { kind: "lease" };
    if (this.options.ordersFailed?.() === true) return { kind: "journal" };
    return this.line.isUnsteady(this.options.now()) ? { kind: "unsteady-line" } : null;
  }
  /** A person has seen to it that nobody else commands these robots. */
  forgetRival(): void {
    this.rival = null;
  }
  /** Releases nothing more, writes what is decided, and takes its leave; robots keep what they have been given. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    while (this.outgoing !== null) await this.outgoing;
    await this.connection.close();
  }

  private receive(topic: string, payload: Uint8Array): void {
    const known = this.heardAt.get(topic);
    if (known === undefined) {
      this.noteStranger(topic);
      return;
    }
    const { robot, name } = known;
    if (name === "order" || name === "instantActions") {
      const { identity } = this.options.fleet.robots[robot]!;
      this.rival ??= this.ear.hear(name, identity, payload, this.options.now());
      return;
    }
    this.counts.received += 1;
    this.options.watch?.heard?.(robot, name, payload);
    this.fleet.receive(robot, name, payload, this.options.now());
  }
  private noteStranger(topic: string): void {
    for (const prefix of this.prefixes) {
      const parsed = parseTopic(prefix, topic);
      if (parsed === undefined) continue;
      // What others are told is not for us.
      if (said.includes(parsed.name)) return;
      this.counts.received += 1;
      this.counts.strangers += 1;
      const name = identityText(parsed.identity);
      if (this.strangersMs.has(name) || this.strangersMs.size < strangersMax)
        this.strangersMs.set(name, this.options.now());
      return;
    }
  }
  private wake(): void {
    const { watch, onEvent } = this.options;
    watch?.turnBegins?.();
    // In doubt the fleet stands still: robots drive to the end of what they have.
    if (this.doubt() === null) this.fleet.advance(this.options.now());
    for (const event of this.fleet.takeFleetEvents()) onEvent?.(event);
    for (let robot = 0; robot < this.prefixOf.length; robot += 1) {
      for (const message of this.fleet.takeOutbox(robot)) {
        // Too much to be said late, or in doubt: the links say it again.
        if (this.waiting.length >= waitingMax || this.doubt() !== null) {
          this.owed = [...this.owed, ...this.recordOf({ robot, message })].slice(-owedMax);
          continue;
        }
        watch?.said?.(robot, message);
        this.waiting.push({ robot, message });
      }
    }
    watch?.turnEnds?.();
    const isDue = this.waiting.length > 0 || this.options.books?.isDue() === true;
    if (this.outgoing === null && isDue) this.outgoing = this.speak();
  }
  private async speak(): Promise<void> {
    do {
      const spoken = this.waiting;
      this.waiting = [];
      try {
        await this.write(spoken.flatMap((one) => this.recordOf(one)));
        if (this.doubt() === null) for (const one of spoken) this.publish(one);
      } catch (error) {
        // What is not in the journal is not said; the link says it again.
        this.options.onError(error instanceof Error ? error.message : String(error));
      }
    } while (this.waiting.length > 0);
    this.outgoing = null;
  }
  private recordOf({ robot, message: { intent } }: Spoken): readonly JournalRecord[] {
    return intent === null
      ? []
      : [{ ...intent, robot: identityText(this.options.fleet.robots[robot]!.identity) }];
  }
  private publish({ robot, message: { topic, payload } }: Spoken): void {
    const { identity } = this.options.fleet.robots[robot]!;
    if (this.connection.publish(topicText(this.prefixOf[robot]!, identity, topic), payload, 0, false))
      this.counts.sent += 1;
  }
  private async write(records: readonly JournalRecord[]): Promise<void> {
    const { journal } = this.options;
    const all = [...this.owed, ...records];
    this.owed = all.slice(-owedMax);
    const token = this.options.fencing?.();
    if (token === null) throw new Error("the lease is in doubt: nothing is written or sent");
    await this.options.books?.keep(token);
    if (all.length === 0) return;
    await journal.append(all, token);
    this.owed = [];
    const { firstSequence, lastSequence } = journal;
    if (lastSequence - firstSequence >= recordsMax)
      await journal.compact({
        throughSequence: lastSequence - recordsMax / 2,
        state: intentSnapshot(await readIntents(journal), this.options.isOpen ?? (() => false)),
      });
  }
}
