// Topics: `interface/major/manufacturer/serial/name` in all releases; only the last level is fixed, the rest is agreed.

import { releases } from "./codec/index.ts";
import {
  isIdentity,
  type RobotIdentity,
  type TopicName,
  topicNames,
  type VdaVersion,
} from "./model/index.ts";

/** Up to 2.1 the standard's own example; from 3.0 prescribed. */
export const interfaceNames: Readonly<Record<VdaVersion, string>> = {
  "2.0": "uagv",
  "2.1": "uagv",
  "3.0": "vda5050",
};

/** What stands before the robot: `uagv/v2`, `vda5050/v3`. An interface name may have levels of its own. */
export function topicPrefix(version: VdaVersion, interfaceName = interfaceNames[version]): string {
  return `${interfaceName}/${releases[version].topicVersion}`;
}

export function topicText(prefix: string, { manufacturer, serialNumber }: RobotIdentity, name: TopicName) {
  return `${prefix}/${manufacturer}/${serialNumber}/${name}`;
}

/** All robots of a prefix: for `subscribe`. */
export function topicFilter(prefix: string, name: TopicName): string {
  return `${prefix}/+/+/${name}`;
}

export interface ParsedTopic {
  readonly identity: RobotIdentity;
  readonly name: TopicName;
}

/** Undefined if the topic is not one of the prefix, or names no robot that can be. */
export function parseTopic(prefix: string, topic: string): ParsedTopic | undefined {
  if (!topic.startsWith(`${prefix}/`)) return undefined;
  const levels = topic.slice(prefix.length + 1).split("/");
  if (levels.length !== 3) return undefined;
  const [manufacturer, serialNumber, last] = levels as [string, string, string];
  const name = topicNames.find((known) => known === last);
  const identity = { manufacturer, serialNumber };
  return name === undefined || !isIdentity(identity) ? undefined : { identity, name };
}

/** QoS and retained flag by topic (6.2 of all releases; the factsheet is retained from 2.1 on). */
export function deliveryOf(name: TopicName, version: VdaVersion): { qos: 0 | 1; retain: boolean } {
  if (name === "connection") return { qos: 1, retain: true };
  return { qos: 0, retain: name === "factsheet" && version !== "2.0" };
}
