// Turns what Zod found into problems that name the place, the expected and the found value.
import type { z } from "zod";
import { didYouMean, nearestName, suggestName } from "./near-name.ts";
import type { Override } from "./override.ts";
import { describeValue, type FieldPath, formatPath, type InputProblem } from "./problem.ts";
import { child, fieldNames, literalValues } from "./schema-tree.ts";
import type { YamlSource } from "./yaml-source.ts";

type Issue = z.core.$ZodIssue;

/** Where problems of a scenario point: its text, and the overrides laid over it. */
export interface ProblemContext {
  readonly yaml: YamlSource;
  readonly overrides: readonly Override[];
  /** The data that was checked, overrides applied. */
  readonly data: unknown;
}

/** A problem at a field, placed in the file or at the override that set the field. */
export function problemAt(
  context: ProblemContext,
  path: FieldPath,
  expected: string,
  found: string,
  advice?: string,
): InputProblem {
  const place = placeOf(context, path, null);
  return { ...place, path: formatPath(path), expected, found, ...(advice === undefined ? {} : { advice }) };
}

/**
 * Problems of all issues: an issue about several unknown fields gives one each, and a required field that is missing
 * because its name is mistyped is told once, at the mistyped name.
 */
export function problemsOf(issues: readonly Issue[], context: ProblemContext): readonly InputProblem[] {
  const problems: InputProblem[] = [];
  const meant = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const path = pathOf(issue);
    for (const key of issue.keys) {
      const near = nearestField(key, path, context);
      if (near !== null) meant.add(formatPath([...path, near]));
      problems.push(unknownField(key, near, path, context));
    }
  }
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") continue;
    const path = pathOf(issue);
    const missing = valueAt(context.data, path) === undefined;
    if (missing && meant.has(formatPath(path))) continue;
    const mistyped = missing && issue.code === "invalid_union" ? mistypedKind(path, context) : null;
    problems.push(mistyped ?? problemOf(issue, path, context));
  }
  return problems;
}

/** Without its `kind` a section's other fields are not looked at, so its mistyped name is no unknown field to Zod. */
function mistypedKind(path: FieldPath, context: ProblemContext): InputProblem | null {
  const parent = path.slice(0, -1);
  const kind = String(path.at(-1));
  const known = fieldNames(parent, context.data);
  const keys = Object.keys(valueAt(context.data, parent) ?? {}).filter((key) => !known.includes(key));
  const key = nearestName(kind, keys);
  return key === null ? null : unknownField(key, kind, parent, context);
}

function unknownField(
  key: string,
  near: string | null,
  path: FieldPath,
  context: ProblemContext,
): InputProblem {
  return {
    ...placeOf(context, path, key),
    path: formatPath([...path, key]),
    expected: path.length === 0 ? "a field of a scenario" : `a field of ${formatPath(path)}`,
    found: `unknown field ${key}`,
    advice: near === null ? suggestName(key, fieldNames(path, context.data)) : `Did you mean ${near}?`,
  };
}

/** The field that a mistyped name stands for: rather one that is not there yet. */
function nearestField(key: string, path: FieldPath, context: ProblemContext): string | null {
  const known = fieldNames(path, context.data);
  const absent = known.filter((name) => valueAt(context.data, [...path, name]) === undefined);
  return nearestName(key, absent) ?? nearestName(key, known);
}

function pathOf(issue: Issue): FieldPath {
  return issue.path.map((part) => (typeof part === "number" ? part : String(part)));
}

function problemOf(issue: Issue, path: FieldPath, context: ProblemContext): InputProblem {
  const value = valueAt(context.data, path);
  const [expected, advice] = expectation(issue, path, value, context);
  return problemAt(context, path, expected, describeValue(value), advice);
}

function expectation(
  issue: Issue,
  path: FieldPath,
  value: unknown,
  context: ProblemContext,
): readonly [string, string?] {
  switch (issue.code) {
    case "invalid_type": {
      const what = typeNames[issue.expected] ?? issue.expected;
      return value === undefined ? [`${what} (required)`, `Add ${formatPath(path)}`] : [what];
    }
    case "too_small":
      return [bound(issue.origin, issue.inclusive === false ? "more than" : "at least", issue.minimum)];
    case "too_big":
      return [bound(issue.origin, issue.inclusive === false ? "less than" : "at most", issue.maximum)];
    case "invalid_value": {
      const values = issue.values.map(String);
      return [
        `one of ${values.join(", ")}`,
        typeof value === "string" ? didYouMean(value, values) : undefined,
      ];
    }
    case "invalid_union": {
      const literals = literalValues(path, context.data);
      if (literals.length > 0) {
        return [
          `one of ${literals.join(", ")}`,
          typeof value === "string" ? didYouMean(value, literals) : undefined,
        ];
      }
      const options = issue.errors.flatMap((errors) => errors.slice(0, 1));
      return [
        [...new Set(options.map((option) => expectation(option as Issue, path, value, context)[0]))].join(
          ", or ",
        ),
      ];
    }
    default:
      return [issue.message];
  }
}

const typeNames: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "text",
  boolean: "true or false",
  object: "fields",
  array: "a list",
  tuple: "a list",
  record: "fields",
};

function bound(origin: string, comparison: string, limit: number | bigint): string {
  if (origin === "string") return `text of ${comparison} ${limit} characters`;
  if (origin === "array") return `a list of ${comparison} ${limit} entries`;
  return `${origin === "int" ? "a whole number" : "a number"} ${comparison} ${limit}`;
}

function valueAt(data: unknown, path: FieldPath): unknown {
  let value = data;
  for (const part of path) value = child(value, part);
  return value;
}

function placeOf(
  context: ProblemContext,
  path: FieldPath,
  key: string | null,
): Pick<InputProblem, "source" | "line" | "column"> {
  const full = key === null ? path : [...path, key];
  const override = context.overrides.findLast((candidate) => {
    const shorter = Math.min(candidate.path.length, full.length);
    return (
      candidate.path.length <= full.length &&
      candidate.path.slice(0, shorter).every((part, i) => part === full[i])
    );
  });
  if (override !== undefined) return { source: override.source };
  const at = key === null ? context.yaml.valuePosition(path) : context.yaml.keyPosition(path, key);
  return { source: context.yaml.source, line: at.line, column: at.column };
}
