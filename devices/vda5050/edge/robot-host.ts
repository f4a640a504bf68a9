// Virtual robots on a real broker: a connection each, one timer for all.
import type { TopicName } from "../model/index.ts";
import { identityText, type VdaVersion } from "../model/index.ts";
import { type Publication, VirtualRobot, type VirtualRobotOptions } from "../robot/index.ts";
import { parseTopic, topicPrefix, topicText } from "../topics.ts";
import { type BrokerAddress, MqttConnection } from "./mqtt-connection.ts";

export interface RobotHostOptions {
  readonly broker: BrokerAddress;
  readonly robots: readonly VirtualRobotOptions[];
  /** Default: the release's own. */
  readonly interfaceName?: string;
  /** Virtual seconds per second. Default 1. */
  readonly speedUp?: number;
  /** Wall clock, ms. */
  readonly now?: () => number;
  readonly onError?: (robot: string, message: string) => void;
  /** For those who measure: what robot `index` says and hears, as it leaves and as it comes in. */
  readonly watch?: {
    said?(index: number, message: Publication): void;
    heard?(index: number, topic: TopicName, payload: Uint8Array): void;
  };
}

const wakeMs = 50;
/** Wall time that robots make up for after a pause of the process; the rest has not been for them. */
const behindMsMax = 1_000;

interface Hosted {
  readonly index: number;
  readonly robot: VirtualRobot;
  readonly connection: MqttConnection;
  readonly prefix: string;
}

export class RobotHost {
  private readonly hosted: readonly Hosted[];
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly startMs: number;
  private seenMs: number;
  private missedMs = 0;

  constructor(private readonly options: RobotHostOptions) {
    this.startMs = this.wallMs();
    this.seenMs = this.startMs;
    this.hosted = options.robots.map((robot, index) => this.host(robot, index));
    this.timer = setInterval(() => this.wake(), wakeMs);
  }

  get robots(): readonly VirtualRobot[] {
    return this.hosted.map(({ robot }) => robot);
  }
  get connectedCount(): number {
    return this.hosted.filter(({ connection }) => connection.isConnected).length;
  }
  /** Cuts a robot's line without goodbye; it connects again by itself. */
  cut(index: number): void {
    this.hosted[index]!.connection.cut();
  }

  /** All robots take their leave. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    for (const hosted of this.hosted) {
      hosted.robot.disconnect(this.virtualMs(), "graceful");
      this.send(hosted);
    }
    await Promise.all(this.hosted.map(({ connection }) => connection.close()));
  }

  private host(options: VirtualRobotOptions, index: number): Hosted {
    const { broker, interfaceName, onError, watch } = this.options;
    const { identity, version } = options;
    const prefix = topicPrefix(version, interfaceName);
    const robot = new VirtualRobot(options, this.virtualMs());
    const name = identityText(identity);
    const connection = new MqttConnection({
      address: broker,
      clientId: `robot-${name.replace("/", "-")}`,
      subscriptions: heard(version).map((topic) => ({ filter: topicText(prefix, identity, topic), qos: 0 })),
      will: () => {
        const will = robot.will();
        return will === null ? null : { ...will, topic: topicText(prefix, identity, will.topic) };
      },
      onConnect: () => {
        robot.connect(this.virtualMs());
        this.send(hosted);
      },
      onLost: () => robot.disconnect(this.virtualMs(), "lost"),
      onMessage: (topic, payload) => {
        const parsed = parseTopic(prefix, topic);
        if (parsed === undefined) return;
        watch?.heard?.(index, parsed.name, payload);
        robot.receive(parsed.name, payload, this.virtualMs());
        this.send(hosted);
      },
      onError: (message) => onError?.(name, message),
    });
    const hosted = { index, robot, connection, prefix };
    return hosted;
  }
  private wake(): void {
    const now = this.virtualMs();
    for (const hosted of this.hosted) {
      hosted.robot.advance(now);
      this.send(hosted);
    }
  }
  private send({ index, robot, connection, prefix }: Hosted): void {
    const { watch } = this.options;
    for (const message of robot.takeOutbox()) {
      const { topic, payload, qos, retain } = message;
      const isSent = connection.publish(topicText(prefix, robot.identity, topic), payload, qos, retain);
      if (isSent) watch?.said?.(index, message);
    }
  }
  private wallMs(): number {
    return (this.options.now ?? Date.now)();
  }
  private virtualMs(): number {
    const wallMs = this.wallMs();
    // Simulating all that was missed would make a process that gets too little of its machine later and later.
    this.missedMs += Math.max(0, wallMs - this.seenMs - behindMsMax);
    this.seenMs = wallMs;
    return this.startMs + (wallMs - this.startMs - this.missedMs) * (this.options.speedUp ?? 1);
  }
}

function heard(version: VdaVersion): readonly TopicName[] {
  return version === "3.0"
    ? ["order", "instantActions", "zoneSet", "responses"]
    : ["order", "instantActions"];
}
