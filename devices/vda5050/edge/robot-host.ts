// Virtual robots on a real broker: a connection each, one timer for all.
import type { TopicName } from "../model/index.ts";
import { identityText, type VdaVersion } from "../model/index.ts";
import { VirtualRobot, type VirtualRobotOptions } from "../robot/index.ts";
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
}

const wakeMs = 50;

interface Hosted {
  readonly robot: VirtualRobot;
  readonly connection: MqttConnection;
  readonly prefix: string;
}

export class RobotHost {
  private readonly hosted: readonly Hosted[];
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly startMs: number;

  constructor(private readonly options: RobotHostOptions) {
    this.startMs = this.wallMs();
    this.hosted = options.robots.map((robot) => this.host(robot));
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
      send(hosted);
    }
    await Promise.all(this.hosted.map(({ connection }) => connection.close()));
  }

  private host(options: VirtualRobotOptions): Hosted {
    const { broker, interfaceName, onError } = this.options;
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
        send(hosted);
      },
      onLost: () => robot.disconnect(this.virtualMs(), "lost"),
      onMessage: (topic, payload) => {
        const parsed = parseTopic(prefix, topic);
        if (parsed === undefined) return;
        robot.receive(parsed.name, payload, this.virtualMs());
        send(hosted);
      },
      onError: (message) => onError?.(name, message),
    });
    const hosted = { robot, connection, prefix };
    return hosted;
  }
  private wake(): void {
    const now = this.virtualMs();
    for (const hosted of this.hosted) {
      hosted.robot.advance(now);
      send(hosted);
    }
  }
  private wallMs(): number {
    return (this.options.now ?? Date.now)();
  }
  private virtualMs(): number {
    return this.startMs + (this.wallMs() - this.startMs) * (this.options.speedUp ?? 1);
  }
}

function heard(version: VdaVersion): readonly TopicName[] {
  return version === "3.0"
    ? ["order", "instantActions", "zoneSet", "responses"]
    : ["order", "instantActions"];
}

function send({ robot, connection, prefix }: Hosted): void {
  for (const { topic, payload, qos, retain } of robot.takeOutbox())
    connection.publish(topicText(prefix, robot.identity, topic), payload, qos, retain);
}
