// A folder of kept runs belongs to one experiment: one scenario, one build, one set of rules. Another one is refused with what
// differs, so that neither runs nor results are ever mixed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import type { Strategy } from "../../controller/controller-port.ts";
import type { ScenarioInputs } from "../build/build-site.ts";
import type { InputProblem } from "../load/problem.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { differingFields } from "./differing-fields.ts";
import { programFingerprint } from "./program-fingerprint.ts";

export const experimentFile = "experiment.json";
const claimVersion = 1;

/** What all runs of an experiment have in common. */
export interface ExperimentIdentity {
  /** Version of peakfleet. */
  readonly peakfleet: string;
  /** With all overrides. */
  readonly scenario: Scenario;
  /** Fields that a sweep varies, `fleet.count`; their values are not part of the identity. Empty for a comparison. */
  readonly varied: readonly string[];
  readonly inputs: ScenarioInputs;
  readonly strategies: readonly Strategy[];
}

interface Claim {
  readonly format: "peakfleet-experiment";
  readonly version: number;
  readonly peakfleet: string;
  /** Hash of the program that simulates. */
  readonly program: string;
  readonly varied: readonly string[];
  readonly scenario: unknown;
  /** Hash of orders and map. */
  readonly inputs: string;
  /** Rules by strategy. */
  readonly strategies: Readonly<Record<string, unknown>>;
}

/**
 * Makes a folder, which exists, that of an experiment. Nothing is wrong with a fresh folder, nor with one of the same
 * experiment, more seeds and strategies included; of any other the problem says what differs. Throws the system's error when
 * it cannot be written.
 */
export function claimExperimentFolder(dir: string, identity: ExperimentIdentity): readonly InputProblem[] {
  const path = join(dir, experimentFile);
  const wanted = claimOf(identity);
  let strategies = wanted.strategies;
  if (existsSync(path)) {
    const kept = readClaim(path);
    if ("wrong" in kept) return refused(dir, `a readable ${experimentFile}`, kept.wrong);
    const problems = differences(dir, kept, wanted);
    if (problems.length > 0) return problems;
    strategies = { ...kept.strategies, ...wanted.strategies };
  }
  writeFileSync(`${path}.part`, `${JSON.stringify({ ...wanted, strategies }, null, 2)}\n`);
  renameSync(`${path}.part`, path);
  return [];
}

function claimOf({ peakfleet, scenario, varied, inputs, strategies }: ExperimentIdentity): Claim {
  const plain = JSON.parse(JSON.stringify(scenario)) as Record<string, unknown>;
  for (const path of varied) blank(plain, path);
  return {
    format: "peakfleet-experiment",
    version: claimVersion,
    peakfleet,
    program: programFingerprint(),
    varied,
    scenario: plain,
    inputs: createHash("sha256").update(serialize(inputs)).digest("hex").slice(0, 16),
    strategies: Object.fromEntries(strategies.map(({ name, rules }) => [name, rules])),
  };
}

/** `fleet.types[0].share` is left out of the tree. */
function blank(tree: Record<string, unknown>, path: string): void {
  const parts = path.split(/[.[\]]/).filter((part) => part !== "");
  let at: unknown = tree;
  for (const part of parts.slice(0, -1)) at = (at as Record<string, unknown> | undefined)?.[part];
  if (typeof at === "object" && at !== null) delete (at as Record<string, unknown>)[parts.at(-1)!];
}

function readClaim(path: string): Claim | { readonly wrong: string } {
  try {
    const read = JSON.parse(readFileSync(path, "utf8")) as Claim;
    if (read.format === "peakfleet-experiment" && read.version === claimVersion) return read;
    return { wrong: `format ${JSON.stringify(read.format)}, version ${JSON.stringify(read.version)}` };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

function differences(dir: string, kept: Claim, wanted: Claim): readonly InputProblem[] {
  if (kept.peakfleet !== wanted.peakfleet) {
    return refused(dir, `runs of peakfleet ${wanted.peakfleet}`, `runs of peakfleet ${kept.peakfleet}`);
  }
  const common = Object.keys(wanted.strategies).filter((name) => kept.strategies[name] !== undefined);
  const fields = [
    ...differingFields(kept.varied, wanted.varied, "varied"),
    ...differingFields(kept.scenario, wanted.scenario),
    ...common.flatMap((name) =>
      differingFields(kept.strategies[name], wanted.strategies[name], `strategy ${name}: `),
    ),
  ];
  if (fields.length > 0) {
    return refused(dir, "runs of this scenario and these rules", `others: ${listed(fields)}`);
  }
  if (kept.inputs !== wanted.inputs) {
    return refused(dir, "runs with the scenario's present files", "runs with other orders or another map");
  }
  if (kept.program === wanted.program) return [];
  return refused(dir, "runs of this build", `runs of another build of peakfleet ${kept.peakfleet}`);
}

const fieldsNamedMax = 5;

function listed(fields: readonly string[]): string {
  const more = fields.length - fieldsNamedMax;
  return fields.slice(0, fieldsNamedMax).join("; ") + (more > 0 ? `; and ${more} more` : "");
}

function refused(dir: string, expected: string, found: string): readonly InputProblem[] {
  const advice = "Name another folder with --out, or delete this one to begin anew";
  return [{ source: `--out ${dir}`, path: "", expected, found, advice }];
}
