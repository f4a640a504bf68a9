// What is wrong with an input: where, which field, what was expected, what was found, what to do. Every reader of the
// scenarios room returns such problems instead of throwing.

export interface InputProblem {
  /** File name, or `--set path=value` / `--rule decision=rule` for a value from the command line. */
  readonly source: string;
  /** 1-based; absent where the problem has no place in a text. */
  readonly line?: number;
  readonly column?: number;
  /** Field, e.g. `fleet.types[0].share`; empty for the whole file. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  /** What to do, where there is something better to say than "write what is expected". */
  readonly advice?: string;
}

/** A value, or everything that is wrong with the input. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** `smoke.yaml:12:8: fleet.count: expected a whole number, at least 1; found -3. …` */
export function formatProblem(problem: InputProblem): string {
  const place = problem.line === undefined ? "" : `:${problem.line}:${problem.column ?? 1}`;
  const path = problem.path === "" ? "" : `${problem.path}: `;
  const advice = problem.advice === undefined ? "" : `. ${problem.advice}`;
  return `${problem.source}${place}: ${path}expected ${problem.expected}; found ${problem.found}${advice}`;
}

export type FieldPath = readonly (string | number)[];

/** `fleet.types[0].share` */
export function formatPath(path: FieldPath): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");
}

/** A found value in a few words: `"abc"`, `-3`, `NaN`, `a list of 2`, `nothing`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") {
    const keys = Object.keys(value);
    return keys.length === 0 ? "{}" : `fields ${keys.slice(0, 4).join(", ")}${keys.length > 4 ? ", …" : ""}`;
  }
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  return String(value);
}
