// Fields of a scenario that do not fit each other or the files it names.
import type { FieldPath } from "../load/problem.ts";

export interface FieldMisfit {
  readonly path: FieldPath;
  readonly expected: string;
  readonly found: string;
  readonly advice?: string;
}

export function misfit(
  path: FieldPath,
  expected: string,
  found: string | number,
  advice?: string,
): FieldMisfit {
  const problem = { path, expected, found: String(found) };
  return advice === undefined ? problem : { ...problem, advice };
}
