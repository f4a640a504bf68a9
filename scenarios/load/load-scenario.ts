// Text in, scenario out: parse, override, check against the schema, check that the fields fit each other.
import { type Scenario, scenarioSchema } from "../schema/scenario-schema.ts";
import { crossCheck } from "./cross-checks.ts";
import { parseInjection } from "./inject-text.ts";
import { applyOverrides, type Override, parseOverride, withValue } from "./override.ts";
import { type Checked, describeValue, type FieldPath, formatPath, type InputProblem } from "./problem.ts";
import { problemAt, problemsOf } from "./schema-problems.ts";
import { child } from "./schema-tree.ts";
import { parseYaml } from "./yaml-source.ts";

export interface ParsedScenario {
  readonly scenario: Scenario;
  /** A problem at a field, with its place in the file or the override that set it: for checks made later. */
  problemAt(path: FieldPath, expected: string, found: string, advice?: string): InputProblem;
}

/** At most this many problems of one file are told. */
export const problemsMax = 50;

/**
 * Parses a scenario. `source` names the text in messages; `overrides` are texts like `fleet.count=300`, `injections` texts
 * like `2h: robot 7 fails 10m`. All problems of
 * one stage come back at once: syntax, then overrides, then fields, then what fits together.
 */
export function parseScenario(
  text: string,
  source: string,
  overrides: readonly string[] = [],
  injections: readonly string[] = [],
): Checked<ParsedScenario> {
  const yaml = parseYaml(text, source);
  if (!yaml.ok) return yaml;
  if (typeof yaml.value.data !== "object" || Array.isArray(yaml.value.data)) {
    const found = describeValue(yaml.value.data);
    const expected = "the fields of a scenario (name, description, start, hours, …)";
    return { ok: false, problems: [{ source, line: 1, column: 1, path: "", expected, found }] };
  }
  const parsedOverrides = overrides.map(parseOverride);
  const wrong = parsedOverrides.flatMap((override) => (override.ok ? [] : override.problems));
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const wanted: readonly Override[] = parsedOverrides.flatMap((override) =>
    override.ok ? [override.value] : [],
  );
  const overridden = applyOverrides(yaml.value.data, wanted);
  if (!overridden.ok) return overridden;
  const injected = injectedFaults(injections, overridden.value);
  if (!injected.ok) return injected;
  const data = injected.value.reduce(
    (value, fault) => withValue(value, fault.path, fault.value),
    overridden.value,
  );

  const context = {
    yaml: yaml.value,
    overrides: [...wanted, ...injected.value],
    data,
  };
  const checked = scenarioSchema.safeParse(data);
  if (!checked.success) {
    const problems = problemsOf(checked.error.issues, context);
    return { ok: false, problems: inFileOrder(problems).slice(0, problemsMax) };
  }
  const at: ParsedScenario["problemAt"] = (path, expected, found, advice) =>
    problemAt(context, path, expected, found, advice);
  const { planned } = checked.data.faults;
  const misfits = crossCheck(checked.data, {
    set: wanted.map(({ path }) => formatPath(path)),
    injectedFrom: planned.length - injected.value.length,
  });
  if (misfits.length > 0) {
    const problems = misfits.map((misfit) => at(misfit.path, misfit.expected, misfit.found, misfit.advice));
    return { ok: false, problems: inFileOrder(problems).slice(0, problemsMax) };
  }
  return { ok: true, value: { scenario: checked.data, problemAt: at } };
}

/** Injections as overrides that add to the scenario's planned faults. */
function injectedFaults(texts: readonly string[], data: unknown): Checked<readonly Override[]> {
  const planned = child(child(data, "faults"), "planned");
  const before = Array.isArray(planned) ? planned.length : 0;
  const parsed = texts.map(parseInjection);
  const wrong = parsed.flatMap((fault) => (fault.ok ? [] : fault.problems));
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const value = parsed.flatMap((fault, index) => {
    if (!fault.ok) return [];
    const path = ["faults", "planned", before + index];
    return [{ path, value: fault.value, source: `--inject ${texts[index]}` }];
  });
  return { ok: true, value };
}

function inFileOrder(problems: readonly InputProblem[]): readonly InputProblem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
