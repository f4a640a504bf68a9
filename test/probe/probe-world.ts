// One virtual robot, a broker as far as a probe can see it, and the probe, in virtual time.
import {
  type ProbeNote,
  type ProbeOptions,
  type ProbeReport,
  ProbeSession,
} from "../../devices/probe/index.ts";
import type { VdaVersion } from "../../devices/vda5050/model/index.ts";
import {
  type Publication,
  type Quirk,
  VirtualRobot,
  type VirtualRobotOptions,
} from "../../devices/vda5050/robot/index.ts";
import { parseTopic, topicPrefix, topicText } from "../../devices/vda5050/topics.ts";

export const identity = { manufacturer: "peakfleet", serialNumber: "r1" };
const stepMs = 50;
const endMs = 40 * 60_000;

export interface WorldOptions {
  readonly version?: VdaVersion;
  readonly quirks?: readonly Quirk[];
  readonly robot?: Partial<VirtualRobotOptions>;
  readonly probe?: Partial<ProbeOptions>;
  /** Looks at the world once per step; may do things to it. */
  readonly each?: (world: ProbeWorld) => void;
}

export class ProbeWorld {
  readonly robot: VirtualRobot;
  readonly session: ProbeSession;
  readonly notes: ProbeNote[] = [];
  readonly sent: { readonly topic: string; readonly payload: string }[] = [];
  now = Date.UTC(2026, 10, 11);
  readonly startMs = this.now;
  /** Line between robot and broker. */
  connected = true;
  private readonly prefix: string;
  private readonly retained = new Map<string, Publication>();

  constructor(readonly options: WorldOptions = {}) {
    const { version = "2.1", quirks = [] } = options;
    this.prefix = topicPrefix(version);
    this.robot = new VirtualRobot(
      {
        ...{ identity, version, quirks },
        start: { x: 5, y: 5, theta: 0, mapId: "floor" },
        ...options.robot,
      },
      this.now,
    );
    this.robot.connect(this.now);
    this.collect(false);
    this.pass(2_000, false);
    this.session = new ProbeSession(
      { identity, version: "auto", idPrefix: "p-", ...options.probe },
      this.now,
    );
    // What a broker hands to a new subscriber.
    for (const [topic, publication] of this.retained) this.hear(topic, publication, true);
  }

  /** Lets the probe run to its end; confirms the plan when it is asked. */
  run(): ProbeReport {
    while (this.session.phase !== "ended" && this.now - this.startMs < endMs) {
      if (this.session.phase === "asking") this.session.confirm(this.now);
      this.step();
    }
    this.notes.push(...this.session.takeNotes());
    return this.session.report();
  }
  step(): void {
    this.options.each?.(this);
    this.pass(stepMs, true);
    this.session.tick(this.now);
    for (const { topic, payload } of this.session.takeOutbox()) {
      this.sent.push({ topic, payload });
      const parsed = parseTopic(this.prefix, topic);
      if (parsed !== undefined && this.connected)
        this.robot.receive(parsed.name, new TextEncoder().encode(payload), this.now);
    }
    this.notes.push(...this.session.takeNotes());
  }
  /** Cuts the robot's line; the broker says the last will. */
  cut(): void {
    const will = this.robot.will();
    this.robot.disconnect(this.now, "lost");
    this.connected = false;
    if (will !== null) this.publish(will, true);
  }
  restore(): void {
    this.connected = true;
    this.robot.connect(this.now);
  }

  private pass(ms: number, isHeard: boolean): void {
    this.now += ms;
    this.robot.advance(this.now);
    this.collect(isHeard);
  }
  private collect(isHeard: boolean): void {
    for (const publication of this.robot.takeOutbox()) if (this.connected) this.publish(publication, isHeard);
  }
  private publish(publication: Publication, isHeard: boolean): void {
    const topic = topicText(this.prefix, identity, publication.topic);
    if (publication.retain) this.retained.set(topic, publication);
    if (isHeard) this.hear(topic, publication, false);
  }
  private hear(topic: string, { payload, qos }: Publication, retained: boolean): void {
    this.session.receive({ topic, bytes: new TextEncoder().encode(payload), retained, qos, atMs: this.now });
  }
}

/** Findings as `id: verdict`. */
export function verdictsOf({ results }: ProbeReport): Readonly<Record<string, string>> {
  return Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
}
