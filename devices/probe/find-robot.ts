// Finds out which release a robot speaks and under which interface name, from the first state that it sends.
import type { RobotIdentity, TopicName, VdaVersion } from "../vda5050/model/index.ts";
import { parseTopic, topicPrefix } from "../vda5050/topics.ts";

export interface Arrival {
  /** The whole topic. */
  readonly topic: string;
  readonly bytes: Uint8Array;
  readonly retained: boolean;
  readonly qos: 0 | 1 | 2;
  readonly atMs: number;
}
export interface FoundRobot {
  readonly version: VdaVersion;
  /** As the robot writes it; empty: it writes none. */
  readonly versionText: string;
  readonly prefix: string;
}

export const heardTopics = [
  "connection",
  "state",
  "factsheet",
  "visualization",
] as const satisfies readonly TopicName[];
const keptMax = 64;

/** What to subscribe to; an interface name that is not known is left open. */
export function topicFilters(
  { manufacturer, serialNumber }: RobotIdentity,
  version: VdaVersion | "auto",
  interfaceName: string | undefined,
): readonly string[] {
  const major = { "2.0": ["v2"], "2.1": ["v2"], "3.0": ["v3"], auto: ["v2", "v3"] }[version];
  return major.flatMap((level) =>
    heardTopics.map((name) => `${interfaceName ?? "+"}/${level}/${manufacturer}/${serialNumber}/${name}`),
  );
}

/** Keeps what comes before the first state, so that nothing retained is lost. */
export class RobotFinder {
  private kept: Arrival[] = [];

  constructor(
    private readonly identity: RobotIdentity,
    private readonly wanted: VdaVersion | "auto",
  ) {}

  /** The robot once it is known, with all that has come from it so far. */
  take(arrival: Arrival): { readonly found: FoundRobot; readonly arrivals: readonly Arrival[] } | undefined {
    if (this.kept.length < keptMax) this.kept.push(arrival);
    const prefix = prefixOf(arrival.topic);
    if (!arrival.topic.endsWith("/state") || parseTopic(prefix, arrival.topic) === undefined)
      return undefined;
    const versionText = versionOf(arrival.bytes);
    const version = this.wanted === "auto" ? releaseOf(versionText, prefix) : this.wanted;
    const arrivals = this.kept.filter(({ topic }) => prefixOf(topic) === prefix);
    return { found: { version, versionText, prefix }, arrivals };
  }

  /** Where nothing was heard: what to say. */
  get silentName(): string {
    return `${this.identity.manufacturer}/${this.identity.serialNumber}`;
  }
}

export function prefixOf(topic: string): string {
  return topic.split("/").slice(0, -3).join("/");
}
/** Undefined for the release's own. */
export function interfaceOf({ prefix, version }: FoundRobot): string | undefined {
  return prefix === topicPrefix(version) ? undefined : prefix.split("/").slice(0, -1).join("/");
}

function versionOf(bytes: Uint8Array): string {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const version = (value as { readonly version?: unknown } | null)?.version;
    return typeof version === "string" ? version : "";
  } catch {
    return "";
  }
}
function releaseOf(versionText: string, prefix: string): VdaVersion {
  const [major, minor] = versionText.split(".").map(Number);
  if (major === 3 || (major !== 2 && prefix.endsWith("/v3"))) return "3.0";
  return major === 2 && minor !== undefined && minor >= 1 ? "2.1" : "2.0";
}
