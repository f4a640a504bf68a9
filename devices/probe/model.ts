// What a probe finds, as plain data: it goes into reports as it is.
import type { RobotProfile } from "../vda5050/fleet/index.ts";
import type { TopicName, VdaVersion } from "../vda5050/model/index.ts";

export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}
export const t = (en: string, zh: string): Bilingual => ({ en, zh });

/**
 * deviation: not as the standard says, and the fleet side can live with it, perhaps by an entry of the profile;
 * not-conformant: the fleet side cannot drive such a robot, or not safely.
 */
export const verdicts = [
  "conformant",
  "deviation",
  "not-conformant",
  "not-applicable",
  "not-decided",
] as const;
export type Verdict = (typeof verdicts)[number];

/** What the profile of the robot has to say beyond its release. */
export type ProfileEntries = Partial<Omit<RobotProfile, "version">>;

export interface Finding {
  readonly verdict: Verdict;
  readonly found: Bilingual;
  readonly profile?: ProfileEntries;
}

/** A message that the finding rests on. */
export interface Evidence {
  readonly direction: "sent" | "heard";
  /** Since the probe began, ms. */
  readonly atMs: number;
  readonly topic: TopicName;
  readonly payload: string;
}

export interface CheckText {
  readonly title: Bilingual;
  readonly did: Bilingual;
  readonly expected: Bilingual;
}

export interface CheckResult extends CheckText, Finding {
  readonly id: string;
  /** Sections of the specification in the robot's release: "6.6.2 Orders and order update". */
  readonly clauses: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface Place {
  readonly nodeId: string;
  readonly x: number;
  readonly y: number;
  readonly mapId: string;
}
/** Metres of the map. */
export interface Area {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface ProbePlan {
  readonly places: readonly Place[];
  readonly area: Area;
  /** What has to be free, in words. */
  readonly space: Bilingual;
}

/** complete: all checks were made; stopped: some were not; refused: nothing was sent. */
export type Outcome = "complete" | "stopped" | "refused";

export interface ProbeReport {
  readonly format: "peakfleet-probe/1";
  /** manufacturer/serial */
  readonly robot: string;
  readonly version: VdaVersion | null;
  /** As the robot writes it. */
  readonly versionText: string;
  readonly topicPrefix: string;
  readonly startedMs: number;
  readonly seconds: number;
  readonly outcome: Outcome;
  readonly reasons: readonly Bilingual[];
  readonly plan: ProbePlan | null;
  readonly results: readonly CheckResult[];
  readonly profile: ProfileEntries;
}

export type ProbeNote =
  | { readonly kind: "plan"; readonly plan: ProbePlan }
  | { readonly kind: "begin"; readonly title: Bilingual }
  | { readonly kind: "decided"; readonly result: CheckResult }
  /** A person has to do something now. */
  | { readonly kind: "ask"; readonly text: Bilingual }
  | { readonly kind: "stopping"; readonly reason: Bilingual };
