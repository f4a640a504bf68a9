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
import { suggestName } from "./near-name.ts";
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

function ruleProblem(
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
  if (parts !== undefined && rule.split("+").every((part) => parts.includes(part))) return null;
  return {
    path: `rules.${decision}`,
    expected: `one of ${known.join(", ")}${parts === undefined ? "" : `, or several of ${parts.join(", ")} joined by +`}`,
    found: rule,
    advice: suggestName(rule, known),
  };
}

/**
 * The strategies of these names, which may be composed (`best-known+order-station=split`), each with the overrides
 * `decision=rule` applied. `sourceOf` says where a name was
 * written, for its error.
 */
export function resolveStrategies(
  names: readonly string[],
  ruleOverrides: readonly string[],
  catalog: StrategyCatalog,
  sourceOf: (name: string, index: number) => Pick<InputProblem, "source" | "line" | "column" | "path">,
): Checked<readonly Strategy[]> {
  const problems: InputProblem[] = [];
  const read = (text: string, at: Pick<InputProblem, "source"> & Partial<InputProblem>) => {
    const change = readChange(text, catalog.rules);
    if ("decision" in change) return [[change.decision, change.rule] as const];
    problems.push({ ...at, ...change });
    return [];
  };
  const changes = ruleOverrides.flatMap((text) => read(text, { source: `--rule ${text}` }));
  const found: Strategy[] = [];
  const known = catalog.strategies.map((strategy) => strategy.name);
  names.forEach((composed, index) => {
    const { name, changes: texts } = splitComposed(composed);
    const at = sourceOf(composed, index);
    const own = texts.flatMap((text) => read(text, at));
    const strategy = catalog.strategies.find((candidate) => candidate.name === name);
    if (strategy === undefined) {
      problems.push({
        ...at,
        expected: "the name of a strategy",
        found: JSON.stringify(name),
        advice: suggestName(name, known),
      });
    } else found.push(withRules(strategy, [...own, ...changes]));
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found };
}

/** `decision=rule` as typed, or what is wrong with it. */
function readChange(
  text: string,
  rules: RuleNames,
):
  | { readonly decision: Decision; readonly rule: string }
  | Pick<InputProblem, "path" | "expected" | "found" | "advice"> {
  const equals = text.indexOf("=");
  if (equals < 1) {
    return {
      path: "",
      expected: "decision=rule",
      found: JSON.stringify(text),
      advice: `Decisions: ${decisions.join(", ")}`,
    };
  }
  const [decision, rule] = [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
  return ruleProblem(decision, rule, rules) ?? { decision: decision as Decision, rule };
}

/**
 * A strategy's name with the rules exchanged in it, as `withRules` writes them: `pod-match+pod-choice=demand+nearest`. A part
 * without `=` belongs to the rule before it, since rules are joined by `+` too.
 */
function splitComposed(text: string): { readonly name: string; readonly changes: readonly string[] } {
  const [name = "", ...parts] = text.split("+");
  const changes: string[] = [];
  for (const part of parts) {
    const last = changes.length - 1;
    if (part.includes("=") || last < 0) changes.push(part);
    else changes[last] += `+${part}`;
  }
  return { name: name.trim(), changes };
}

/** A strategy with some rules exchanged; its name says so, so that results are not mixed up. */
export function withRules(strategy: Strategy, changes: readonly (readonly [Decision, string])[]): Strategy {
  const last = new Map(changes);
  const real = [...last].filter(([decision, rule]) => strategy.rules[decision] !== rule);
  if (real.length === 0) return strategy;
  return {
    ...strategy,
    name: `${strategy.name}+${real.map(([decision, rule]) => `${decision}=${rule}`).join("+")}`,
    rules: { ...strategy.rules, ...Object.fromEntries(real) },
  };
}
