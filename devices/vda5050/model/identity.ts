// Which robot a message is about, and which VDA 5050 it speaks.

/** Releases of the standard that are spoken. 1.1 is read where it differs only in spelling. */
export const vdaVersions = ["2.0", "2.1", "3.0"] as const;
export type VdaVersion = (typeof vdaVersions)[number];

/** Text of the header's `version` field for a release; robots exist that compare it literally. */
export const versionTexts: Readonly<Record<VdaVersion, string>> = {
  "2.0": "2.0.0",
  "2.1": "2.1.0",
  "3.0": "3.0.0",
};

export interface RobotIdentity {
  readonly manufacturer: string;
  readonly serialNumber: string;
}

/** `manufacturer/serialNumber`: the name of a robot in files, logs and access lists. */
export function identityText({ manufacturer, serialNumber }: RobotIdentity): string {
  return `${manufacturer}/${serialNumber}`;
}

/** Reads `manufacturer/serialNumber`; undefined if it is not of that form or has characters that a topic level must not have. */
export function parseIdentity(text: string): RobotIdentity | undefined {
  const at = text.indexOf("/");
  if (at <= 0) return undefined;
  const identity = { manufacturer: text.slice(0, at), serialNumber: text.slice(at + 1) };
  return isIdentity(identity) ? identity : undefined;
}

/** Manufacturers must not break a topic level; serial numbers have `A-Za-z0-9_.:-` only (all releases, 6.1.2). */
export function isIdentity({ manufacturer, serialNumber }: RobotIdentity): boolean {
  return /^[^/+#$\0]{1,64}$/.test(manufacturer) && /^[A-Za-z0-9_.:-]{1,64}$/.test(serialNumber);
}

/** What every message begins with. Time is milliseconds since 1970, UTC. */
export interface Header extends RobotIdentity {
  /** Counts up by one per message and topic, modulo 2³². */
  readonly headerId: number;
  /** Null: the sender gave none that can be read. Never compared with our own clock for freshness. */
  readonly timestampMs: number | null;
  /** As given: "2.0.0", "3.0.0". */
  readonly version: string;
}
