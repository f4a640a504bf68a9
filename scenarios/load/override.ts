// `--set path=value`: overrides any field of a scenario before it is checked, so that an override passes the same
// checks as the file.
import { parseDocument } from "yaml";
import { suggestName } from "./near-name.ts";
import { type Checked, type FieldPath, formatPath, type InputProblem } from "./problem.ts";
import { child, fieldNames, schemaAt } from "./schema-tree.ts";

export interface Override {
  readonly path: FieldPath;
  readonly value: unknown;
  /** As typed, option included: `--set fleet.count=300`. */
  readonly source: string;
}

/** Parses `fleet.types[0].share=0.5`; the value is YAML, so numbers, words, lists and `{a: 1}` all work. */
export function parseOverride(text: string): Checked<Override> {
  const equals = text.indexOf("=");
  const pathText = equals < 0 ? text : text.slice(0, equals);
  const fail = (expected: string, found: string, advice: string): Checked<Override> => ({
    ok: false,
    problems: [{ source: `--set ${text}`, path: "", expected, found, advice }],
  });
  if (equals < 1) return fail("path=value", JSON.stringify(text), "E.g. --set fleet.count=300");
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+|\[\d+\])*$/.test(pathText)) {
    return fail(
      "a field path such as fleet.types[0].share",
      JSON.stringify(pathText),
      "E.g. --set fleet.count=300",
    );
  }
  const path = pathText
    .split(/[.[\]]/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const document = parseDocument(text.slice(equals + 1), { prettyErrors: false });
  if (document.errors.length > 0) {
    return fail(
      "a YAML value",
      JSON.stringify(text.slice(equals + 1)),
      "Quote it for the shell, e.g. 'a={min: 1, max: 2}'",
    );
  }
  return { ok: true, value: { path, value: document.toJS() as unknown, source: `--set ${text}` } };
}

/** A copy of the data with the overrides set, in order; a path that a scenario cannot have is a problem. */
export function applyOverrides(data: unknown, overrides: readonly Override[]): Checked<unknown> {
  let result: unknown = structuredClone(data);
  const problems: InputProblem[] = [];
  for (const override of overrides) {
    const problem = unknownPath(override, result);
    // null leaves the field out, as if the file did not have it.
    if (problem === null) result = withValue(result, override.path, override.value ?? undefined);
    else problems.push(problem);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: result };
}

function unknownPath(override: Override, data: unknown): InputProblem | null {
  let value = data;
  for (let depth = 0; depth < override.path.length; depth += 1) {
    const part = override.path[depth]!;
    const parent = override.path.slice(0, depth);
    if (schemaAt([...parent, part], data).length === 0) {
      const names = fieldNames(parent, data);
      const at = depth === 0 ? "a scenario" : formatPath(parent);
      return {
        source: override.source,
        path: formatPath(override.path),
        expected: names.length > 0 ? `a field of ${at}` : `no field below ${at}`,
        found: `unknown field ${String(part)}`,
        ...(names.length > 0 ? { advice: suggestName(String(part), names) } : {}),
      };
    }
    if (typeof part === "number" && (!Array.isArray(value) || part > value.length)) {
      const length = Array.isArray(value) ? value.length : 0;
      return {
        source: override.source,
        path: formatPath(override.path),
        expected: `an index of ${formatPath(parent)}, 0 to ${length} (${length} adds one)`,
        found: String(part),
      };
    }
    value = child(value, part);
  }
  return null;
}

/** A copy of the data with the value at the path; what is missing on the way is made. */
export function withValue(data: unknown, path: FieldPath, value: unknown): unknown {
  if (path.length === 0) return value;
  const [part, ...rest] = path as [string | number, ...(string | number)[]];
  if (typeof part === "number") {
    const list = Array.isArray(data) ? [...data] : [];
    list[part] = withValue(list[part], rest, value);
    return list;
  }
  const fields = typeof data === "object" && data !== null && !Array.isArray(data) ? data : {};
  return { ...fields, [part]: withValue(child(fields, part), rest, value) };
}
