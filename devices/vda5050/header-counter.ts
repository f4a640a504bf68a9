// Header ids: one count per topic, +1 per message, modulo 2³².
import type { Header, RobotIdentity, TopicName } from "./model/index.ts";

const headerIdLimit = 4_294_967_296;

export class HeaderCounter {
  private readonly next = new Map<TopicName, number>();

  constructor(
    private readonly identity: RobotIdentity,
    private readonly version: string,
  ) {}

  /** The header of the next message under the topic. */
  take(topic: TopicName, timestampMs: number): Header {
    const headerId = this.next.get(topic) ?? 0;
    this.next.set(topic, (headerId + 1) % headerIdLimit);
    const { manufacturer, serialNumber } = this.identity;
    return { headerId, timestampMs, version: this.version, manufacturer, serialNumber };
  }
}
