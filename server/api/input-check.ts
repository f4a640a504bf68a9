// Checks what came in against a schema, and says of each fault where it is, what was expected and what was found.
import type { z } from "zod";
import { ApiProblem, type Fault } from "./problem.ts";

/** Faults told of one input; more are only counted. */
const faultsMax = 20;
const foundCharactersMax = 60;

/** The value as the schema makes it. Throws an ApiProblem `invalid-input`. */
export function checkInput<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new ApiProblem("invalid-input", inputFaults(result.error.issues, value, where));
}

export function inputFaults(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  where: string,
): readonly Fault[] {
  const faults = issues.flatMap((issue): Fault[] => {
    const at = issue.path.reduce<string>(
      (text, part) => text + (typeof part === "number" ? `[${part}]` : `.${String(part)}`),
      where,
    );
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        where: `${at}.${key}`,
        expected: "a field of this object",
        found: "an unknown field",
        advice: "Leave it out, or see /openapi.json for the fields.",
      }));
    return [{ where: at, expected: expectedOf(issue), found: describe(valueAt(value, issue.path)) }];
  });
  const more = faults.length - faultsMax;
  if (more <= 0) return faults;
  return [...faults.slice(0, faultsMax), { where, expected: "no faults", found: `${more} more` }];
}

function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return issue.values.length === 1
        ? JSON.stringify(issue.values[0])
        : `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      return `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "invalid_type":
      return issue.expected;
    case "invalid_format":
      return issue.format === "regex" ? issue.message : `a valid ${issue.format}`;
    case "invalid_union":
      return issue.discriminator === undefined
        ? issue.message
        : `a known ${issue.discriminator} ("transport" or "warehouse")`;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  return origin === "string" ? " characters" : origin === "array" ? " entries" : "";
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, part)
        ? (inner as Record<PropertyKey, unknown>)[part]
        : undefined,
    value,
  );
}

/** A found value in a few words; never a whole payload. */
export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = Array.isArray(value)
    ? `a list of ${value.length}`
    : typeof value === "object" && value !== null
      ? "an object"
      : JSON.stringify(value);
  return text.length > foundCharactersMax ? `${text.slice(0, foundCharactersMax)}…` : text;
}
