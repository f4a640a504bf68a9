// Strategies as files: a named choice of one rule per decision, checked against the rules that exist.
import { z } from "zod";
import {
  composableRules,
  type Decision,
  decisions,
  defaultRules,
  type Strategy,
} from "../../controller/controller-port.ts";
import { bilingual, slug } from "../schema/fields.ts";
import { didYouMean, suggestName } from "./near-name.ts";
import type { Checked, InputProblem } from "./problem.ts";
import { parseYaml } from "./yaml-source.ts";

/** Names of the rules that exist for each decision. */
export type RuleNames = Readonly<Record<Decision, readonly string[]>>;

export interface StrategyCatalog {
  readonly strategies: readonly Strategy[];
  readonly rules: RuleNames;
}

const strategySchema = z.strictObject({
  name: slug,
  summary: bilingual,
  rules: z.record(z.string(), z.string()),
});

/** Reads strategy files; `texts` maps file names to their text. Order: by file name. */
export function readStrategies(
  texts: Readonly<Record<string, string>>,
  rules: RuleNames,
): Checked<readonly Strategy[]> {
  const strategies: Strategy[] = [];
  const problems: InputProblem[] = [];
  for (const source of Object.keys(texts).sort()) {
    const result = readStrategy(texts[source]!, source, rules);
    if (result.ok) strategies.push(result.value);
    else problems.push(...result.problems);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: strategies };
}

function readStrategy(text: string, source: string, rules: RuleNames): Checked<Strategy> {
  const yaml = parseYaml(text, source);
  if (!yaml.ok) return yaml;
  const parsed = strategySchema.safeParse(yaml.value.data);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => {
        const path = issue.path.map(String);
        const at = yaml.value.valuePosition(path);
        return {
          source,
          line: at.line,
          column: at.column,
          path: path.join("."),
          expected: "a strategy",
          found: issue.message,
        };
      }),
    };
  }
  const problems: InputProblem[] = [];
  for (const [decision, rule] of Object.entries(parsed.data.rules)) {
    const problem = ruleProblem(decision, rule, rules);
    const at = yaml.value.keyPosition(["rules"], decision);
    if (problem !== null) problems.push({ source, line: at.line, column: at.column, ...problem });
  }
  for (const decision of decisions) {
    if (parsed.data.rules[decision] !== undefined || defaultRules[decision] !== undefined) continue;
    const at = yaml.value.valuePosition(["rules"]);
    problems.push({
      source,
      line: at.line,
      column: at.column,
      path: `rules.${decision}`,
      expected: `one of ${rules[decision].join(", ")}`,
      found: "nothing",
      advice: "A strategy names a rule for every decision",
    });
  }
  if (problems.length > 0) return { ok: false, problems };
  const { name, summary, rules: named } = parsed.data;
  return { ok: true, value: { name, summary, rules: { ...defaultRules, ...named } as Strategy["rules"] } };
}

/** What is wrong with a rule as the choice of a decision; null when there is such a rule. */
export function ruleProblem(
  decision: string,
  rule: string,
  rules: RuleNames,
): Pick<InputProblem, "path" | "expected" | "found" | "advice"> | null {
  const known = rules[decision as Decision];
  if (!decisions.includes(decision as Decision)) {
    return {
      path: `rules.${decision}`,
      expected: "a decision of the controller",
      found: decision,
      advice: suggestName(decision, decisions),
    };
  }
  if (known.includes(rule)) return null;
  const parts = composableRules[decision as Decision];
  const joined = rule.split("+");
  const isJoined = parts !== undefined && new Set(joined).size === joined.length;
  if (isJoined && joined.every((part) => parts.includes(part))) return null;
  const advice = didYouMean(rule, known);
  return {
    path: `rules.${decision}`,
    expected: `one of ${known.join(", ")}${parts === undefined ? "" : `, or several different ones of ${parts.join(", ")} joined by +`}`,
    found: rule,
    // Where none is near, what is expected lists them all.
    ...(advice !== undefined && { advice }),
  };
}
