// What differs between releases on the wire and is not worth a writer of its own.
import type { BlockingType, ErrorLevel, OperatingMode, VdaVersion } from "../model/index.ts";

export interface Release {
  readonly version: VdaVersion;
  /** `v2`, `v3`: the level of topics. */
  readonly topicVersion: string;
  /** 3.0's names of things. */
  readonly isThree: boolean;
}

export const releases: Readonly<Record<VdaVersion, Release>> = {
  "2.0": { version: "2.0", topicVersion: "v2", isThree: false },
  "2.1": { version: "2.1", topicVersion: "v2", isThree: false },
  "3.0": { version: "3.0", topicVersion: "v3", isThree: true },
};

/** `nodeDescription` up to 2.1, `nodeDescriptor` from 3.0. */
export function descriptorName({ isThree }: Release, noun: string): string {
  return isThree ? `${noun}Descriptor` : `${noun}Description`;
}

/** The stricter word where a release does not have one. */
export function blockingWord({ isThree }: Release, blockingType: BlockingType): string {
  return !isThree && blockingType === "SINGLE" ? "HARD" : blockingType;
}
export function errorLevelWord({ isThree }: Release, level: ErrorLevel): string {
  return isThree || level === "FATAL" ? level : "WARNING";
}
export function operatingModeWord({ isThree }: Release, mode: OperatingMode): string {
  if (isThree) return mode;
  switch (mode) {
    case "TEACH_IN":
      return "TEACHIN";
    case "STARTUP":
      return "SERVICE";
    case "INTERVENED":
      return "MANUAL";
    default:
      return mode;
  }
}

/** The same angle in −π … π. */
export function wrapAngle(angle: number): number {
  if (angle >= -Math.PI && angle <= Math.PI) return angle;
  const turns = Math.round(angle / (2 * Math.PI));
  return Math.min(Math.PI, Math.max(-Math.PI, angle - turns * 2 * Math.PI));
}
/** The same ellipse axis in −π/2 … π/2. */
export function wrapAxis(angle: number): number {
  const wrapped = wrapAngle(angle);
  return wrapped > Math.PI / 2 ? wrapped - Math.PI : wrapped < -Math.PI / 2 ? wrapped + Math.PI : wrapped;
}
