// Listens at an MQTT broker over WebSocket, and says nothing there: any fleet of VDA 5050 robots, of all three releases at once.
import { type Observable, Subject } from "rxjs";
import { type Codec, createCodec } from "../../../devices/vda5050/codec/index.ts";
import { identityText, parseTopic, type TopicName, topicFilter } from "../../../devices/vda5050/index.ts";
import { BackOff } from "./back-off.ts";
import { BrokerRobot } from "./broker-robot.ts";
import { FeedLine } from "./feed-line.ts";
import { type FeedStatus, feedRobotsMax, type LiveFeed } from "./live-feed.ts";
import type { LiveSite } from "./live-site.ts";
import { RateMeter } from "./rate-meter.ts";

/** What a broker wants to know of a listener; kept in memory only. */
export interface BrokerLogin {
  readonly user: string;
  readonly password: string;
}
export interface ListenerEvents {
  readonly connected: () => void;
  readonly message: (topic: string, payload: Uint8Array) => void;
  /** The connection ended or never was. */
  readonly lost: () => void;
  /** `not-allowed`: the broker knows the listener and does not let it in. */
  readonly failed: (why: "not-allowed" | "unreachable" | "subscribe", detail: string) => void;
}
/** Opens one connection that does not come back by itself; the answer closes it. */
export type OpenListener = (
  url: string,
  login: BrokerLogin | null,
  filters: readonly string[],
  events: ListenerEvents,
) => () => void;

const heard: readonly TopicName[] = ["connection", "state", "visualization", "factsheet"];
const lookMs = 500;

interface Prefix {
  readonly text: string;
  readonly codec: Codec;
}

export class BrokerFeed implements LiveFeed {
  readonly kind = "broker";
  readonly generation = 0;
  readonly robots: BrokerRobot[] = [];
  site: LiveSite | null = null;
  private readonly changes = new Subject<void>();
  readonly changed$: Observable<void> = this.changes;
  private readonly prefixes: readonly Prefix[];
  private readonly byName = new Map<string, BrokerRobot>();
  private readonly leftOut = new Set<string>();
  private readonly rate = new RateMeter();
  private readonly line: FeedLine;
  private login: BrokerLogin | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly address: string,
    interfaces: readonly string[],
    private readonly listen: OpenListener,
    private readonly now: () => number = Date.now,
    backOff: BackOff = new BackOff(),
  ) {
    // 2.0 and 2.1 share their topics, and one reader takes both.
    this.prefixes = interfaces.flatMap((name) => [
      { text: `${name}/v2`, codec: createCodec({ version: "2.1" }) },
      { text: `${name}/v3`, codec: createCodec({ version: "3.0" }) },
    ]);
    this.line = new FeedLine({ now, backOff, begin: () => this.begin(), changed: () => this.changes.next() });
  }

  get status(): FeedStatus {
    return {
      ...this.line.status,
      messagesPerSecond: this.rate.perSecond(this.now()),
      leftOut: this.leftOut.size,
      broker: null,
    };
  }
  open(): void {
    this.line.open();
    this.timer = setInterval(() => {
      const now = this.now();
      for (const robot of this.robots) robot.look(now);
    }, lookMs);
  }
  retry(): void {
    this.line.retryNow();
  }
  close(): void {
    clearInterval(this.timer);
    this.line.close();
    this.changes.complete();
  }
  /** Tries again as this user. */
  logIn(login: BrokerLogin): void {
    this.login = login;
    this.line.retryNow();
  }

  private begin(): () => void {
    const filters = this.prefixes.flatMap(({ text }) => heard.map((name) => topicFilter(text, name)));
    return this.listen(this.address, this.login, filters, {
      connected: () => this.line.connected(),
      message: (topic, payload) => this.receive(topic, payload),
      lost: () => this.line.lost("closed", ""),
      failed: (why, detail) => {
        if (why === "not-allowed") this.line.stop("needs-key", why, detail);
        else this.line.lost(why, detail);
      },
    });
  }
  private receive(topic: string, payload: Uint8Array): void {
    const now = this.now();
    this.rate.add(now);
    this.line.heard();
    for (const { text, codec } of this.prefixes) {
      const parsed = parseTopic(text, topic);
      if (parsed === undefined) continue;
      const robot = this.robotOf(identityText(parsed.identity), now);
      if (robot === null) return;
      const decoded = codec.decode(parsed.name, parsed.identity, payload);
      if (decoded.kind === "refusal") robot.refuse(decoded.refusal);
      else robot.receive(decoded.message, now);
      robot.look(now);
      return;
    }
  }
  private robotOf(name: string, nowMs: number): BrokerRobot | null {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    if (this.robots.length >= feedRobotsMax) {
      if (this.leftOut.size < feedRobotsMax) this.leftOut.add(name);
      return null;
    }
    const robot = new BrokerRobot(name, nowMs);
    this.byName.set(name, robot);
    this.robots.push(robot);
    this.changes.next();
    return robot;
  }
}
