// Strategies as they are named on the command line: `pod-match`, or `pod-match+order-station=queue+pod-choice=age+nearest`, a
// strategy with some of its rules exchanged.
import { type Decision, decisions, type Strategy } from "../../controller/controller-port.ts";
import { suggestName } from "./near-name.ts";
import type { Checked, InputProblem } from "./problem.ts";
import { ruleProblem, type StrategyCatalog } from "./strategy-catalog.ts";

type Place = Pick<InputProblem, "source" | "line" | "column" | "path">;
type Changes = readonly (readonly [Decision, string])[];

/**
 * The strategies of these names, each with its own exchanged rules and then with the overrides `decision=rule`. `sourceOf` says
 * where a name was written, for its error.
 */
export function resolveStrategies(
  names: readonly string[],
  ruleOverrides: readonly string[],
  catalog: StrategyCatalog,
  sourceOf: (name: string, index: number) => Place,
): Checked<readonly Strategy[]> {
  const problems: InputProblem[] = [];
  const changesOf = (texts: readonly string[], place: (text: string) => Place): Changes =>
    texts.flatMap((text) => {
      const change = readChange(text, catalog);
      if (!("expected" in change)) return [change];
      problems.push({ ...place(text), ...change });
      return [];
    });
  const overrides = changesOf(ruleOverrides, (text) => ({ source: `--rule ${text}`, path: "" }));
  const known = catalog.strategies.map((strategy) => strategy.name);
  const found = names.flatMap((name, index) => {
    const place = sourceOf(name, index);
    const [base, ...exchanged] = composition(name);
    const changes = changesOf(exchanged, () => place);
    const strategy = catalog.strategies.find((candidate) => candidate.name === base);
    if (strategy !== undefined) return [withRules(strategy, [...changes, ...overrides])];
    const advice = suggestName(base!, known);
    problems.push({ ...place, expected: "the name of a strategy", found: JSON.stringify(base), advice });
    return [];
  });
  if (problems.length > 0) return { ok: false, problems };
  const twin = found.findIndex(({ name }, index) => found.findIndex((other) => other.name === name) < index);
  if (twin >= 0) {
    const advice = "With these rules exchanged two of the strategies named are the same";
    const expected = "strategies that differ";
    return {
      ok: false,
      problems: [{ ...sourceOf(names[twin]!, twin), expected, found: `${found[twin]!.name} twice`, advice }],
    };
  }
  return { ok: true, value: found };
}

/** `pod-match+pod-choice=age+nearest` → `pod-match`, `pod-choice=age+nearest`: a rule may hold a `+` of its own. */
function composition(name: string): readonly string[] {
  return name.split("+").reduce<string[]>((parts, part) => {
    if (parts.length <= 1 || part.includes("=")) parts.push(part);
    else parts[parts.length - 1] += `+${part}`;
    return parts;
  }, []);
}

/** `decision=rule`, or what is wrong with it. */
function readChange(
  text: string,
  catalog: StrategyCatalog,
): readonly [Decision, string] | Pick<InputProblem, "path" | "expected" | "found" | "advice"> {
  const equals = text.indexOf("=");
  if (equals < 1) {
    const advice = `Decisions: ${decisions.join(", ")}`;
    return { path: "", expected: "decision=rule", found: JSON.stringify(text), advice };
  }
  const [decision, rule] = [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
  return ruleProblem(decision, rule, catalog.rules) ?? [decision as Decision, rule];
}

/** A strategy with some rules exchanged, the last change of a decision holding; its name says so, so that results are not mixed up. */
export function withRules(strategy: Strategy, changes: Changes): Strategy {
  const real = [...new Map(changes)].filter(([decision, rule]) => strategy.rules[decision] !== rule);
  if (real.length === 0) return strategy;
  return {
    ...strategy,
    name: `${strategy.name}+${real.map(([decision, rule]) => `${decision}=${rule}`).join("+")}`,
    rules: { ...strategy.rules, ...Object.fromEntries(real) },
  };
}
