// Virtual robots behind bad lines to and from a fleet side: connected or cut, with last wills and the messages that a broker keeps.
import type { Publication, VirtualRobot } from "../../devices/vda5050/robot/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { BadLine, type LineTroubles } from "../vda5050/bad-line.ts";

export interface ToRobot {
  readonly topic: Publication["topic"];
  readonly payload: string;
}
type Deliver = (robot: number, message: Publication) => void;

export class RobotLines {
  private readonly toRobot: readonly BadLine<ToRobot>[];
  private readonly fromRobot: readonly BadLine<Publication>[];
  private readonly connected: boolean[];
  private readonly deaf: boolean[];
  private readonly retained: (Publication | null)[];

  constructor(
    private readonly robots: readonly VirtualRobot[],
    seed: number,
    line: LineTroubles,
    private readonly deliverTo: Deliver,
  ) {
    this.toRobot = robots.map((_, i) => new BadLine(new Random(seed, `test/to/${i}`), line));
    this.fromRobot = robots.map((_, i) => new BadLine(new Random(seed, `test/from/${i}`), line));
    this.connected = robots.map(() => false);
    this.deaf = robots.map(() => false);
    this.retained = robots.map(() => null);
  }

  connect(i: number, now: number): void {
    if (this.connected[i]) return;
    this.connected[i] = true;
    this.robots[i]!.connect(now);
  }
  cut(i: number, now: number): void {
    if (!this.connected[i]) return;
    this.connected[i] = false;
    const will = this.robots[i]!.will();
    this.robots[i]!.disconnect(now, "lost");
    this.toRobot[i]!.cut();
    if (will !== null) this.fromRobot[i]!.send(will, 1, now);
  }
  /** The robot reports and hears nothing. */
  deafen(i: number, deaf: boolean): void {
    this.deaf[i] = deaf;
  }

  /** Robots do what they do by now; what they said arrives when its line lets it. */
  fromRobots(now: number): void {
    for (const [i, robot] of this.robots.entries()) {
      robot.advance(now);
      for (const message of robot.takeOutbox())
        if (this.connected[i]) this.fromRobot[i]!.send(message, message.qos, now);
      for (const message of this.fromRobot[i]!.take(now)) this.deliver(i, message);
    }
  }
  /** Sends to one robot, and lets arrive what is due. */
  toRobots(i: number, messages: readonly ToRobot[], now: number): void {
    for (const message of messages) if (this.connected[i]) this.toRobot[i]!.send(message, 0, now);
    for (const { topic, payload } of this.toRobot[i]!.take(now))
      if (this.connected[i] && !this.deaf[i])
        this.robots[i]!.receive(topic, new TextEncoder().encode(payload), now);
  }
  /** What the broker has kept, for a fleet side that has just subscribed. */
  tellRetained(): void {
    for (const [i, message] of this.retained.entries()) if (message !== null) this.deliverTo(i, message);
  }

  private deliver(i: number, message: Publication): void {
    if (message.retain && message.topic === "connection") this.retained[i] = message;
    this.deliverTo(i, message);
  }
}
