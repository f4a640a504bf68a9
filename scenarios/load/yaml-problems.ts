// What Zod found in a plain YAML file, as problems with line and column. Scenarios, with their overrides and near names, have
// `schema-problems.ts`.
import type { z } from "zod";
import { describeValue, formatPath, type InputProblem } from "./problem.ts";
import type { YamlSource } from "./yaml-source.ts";

/** One problem per fault, each unknown field for itself; `field` says what was expected instead of an unknown one. */
export function yamlProblems(
  issues: readonly z.core.$ZodIssue[],
  yaml: YamlSource,
  field: string,
): readonly InputProblem[] {
  const { source } = yaml;
  return issues.flatMap((issue): readonly InputProblem[] => {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        source,
        ...yaml.keyPosition(path, key),
        path: formatPath([...path, key]),
        expected: field,
        found: "an unknown field",
      }));
    }
    const found = path.reduce<unknown>(
      (value, part) => (value as Record<string | number, unknown> | undefined)?.[part],
      yaml.data,
    );
    return [
      {
        source,
        ...yaml.valuePosition(path),
        path: formatPath(path),
        expected: issue.message.replace(/^Invalid (input|option): expected /, ""),
        found: describeValue(found),
      },
    ];
  });
}
