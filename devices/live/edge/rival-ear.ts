// Hears what is said to our robots, and notices who is not us: two fleet sides at once would send them to the same places.
import { identityText, type RobotIdentity } from "../../vda5050/index.ts";

/** Somebody else commands one of our robots. */
export interface Rival {
  readonly robot: string;
  /** Id of an order or of an action that we have never given. */
  readonly id: string;
  readonly atMs: number;
}

/** A command of ours is far smaller; what is larger is not read. */
const bytesMax = 1_048_576;
const idCharactersMax = 80;

export class RivalEar {
  private readonly decoder = new TextDecoder();

  /** @param isOwn an id of an order or action that this fleet side has given, in this run or an earlier one. */
  constructor(private readonly isOwn: (id: string) => boolean) {}

  hear(
    topic: "order" | "instantActions",
    identity: RobotIdentity,
    payload: Uint8Array,
    nowMs: number,
  ): Rival | null {
    const id = this.idsOf(topic, payload).find((candidate) => !this.isOwn(candidate));
    return id === undefined ? null : { robot: identityText(identity), id, atMs: nowMs };
  }

  private idsOf(topic: "order" | "instantActions", payload: Uint8Array): readonly string[] {
    if (payload.byteLength > bytesMax) return [`a message of ${payload.byteLength} bytes`];
    let message: unknown;
    try {
      message = JSON.parse(this.decoder.decode(payload));
    } catch {
      return ["what is not JSON"];
    }
    const fields = isRecord(message) ? message : {};
    if (topic === "order") return [textOf(fields["orderId"])];
    const actions = fields["actions"] ?? fields["instantActions"];
    return Array.isArray(actions)
      ? actions.map((action) => textOf(isRecord(action) ? action["actionId"] : undefined))
      : [];
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, idCharactersMax) : "nothing";
}
