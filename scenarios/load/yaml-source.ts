// A YAML text as plain data that still knows where each field stands.
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Checked, FieldPath, InputProblem } from "./problem.ts";

/** A scenario file larger than this is refused: it is data that belongs into its own file. */
export const yamlCharactersMax = 1_000_000;

export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export interface YamlSource {
  readonly source: string;
  readonly data: unknown;
  /** Where the value at a path stands, or its nearest existing parent. */
  valuePosition(path: FieldPath): TextPosition;
  /** Where a field's own name stands. */
  keyPosition(path: FieldPath, key: string): TextPosition;
}

/**
 * Parses one YAML document. All fields written twice come back at once, each with its place; of the syntax errors only
 * the first one, since most others are its echo.
 */
export function parseYaml(text: string, source: string): Checked<YamlSource> {
  if (text.length > yamlCharactersMax) {
    return failure(
      source,
      `at most ${yamlCharactersMax} characters`,
      `${text.length}`,
      "Put order lists into a CSV file",
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const errors = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
    const first = errors.findIndex((error) => error.code !== "DUPLICATE_KEY");
    const told = first < 0 ? errors : errors.slice(0, first + 1);
    const more = errors.length - told.length;
    const problems = told.map((error) => {
      const at = lines.linePos(error.pos[0]);
      return syntaxProblem(source, at.line, at.col, error.code, error.message, wordAt(text, error.pos[0]));
    });
    return { ok: false, problems: more === 0 ? problems : withMore(problems, more) };
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    return failure(
      source,
      "YAML whose aliases resolve",
      String(error instanceof Error ? error.message : error),
    );
  }
  if (document.contents === null || data === null) {
    return failure(source, "a YAML document", "an empty file", "Copy a bundled scenario to start from");
  }

  const position = (node: unknown): TextPosition | null => {
    if (!isNode(node) || !node.range) return null;
    const at = lines.linePos(node.range[0]);
    return { line: at.line, column: at.col };
  };
  const start: TextPosition = position(document.contents) ?? { line: 1, column: 1 };

  const valuePosition = (path: FieldPath): TextPosition => {
    let node: unknown = document.contents;
    let best = start;
    for (const part of path) {
      if (isMap(node)) node = node.get(part, true);
      else if (isSeq(node)) node = node.get(part, true);
      else break;
      const at = position(node);
      if (at === null) break;
      best = at;
    }
    return best;
  };
  const keyPosition = (path: FieldPath, key: string): TextPosition => {
    const parent = path.length === 0 ? document.contents : document.getIn(path, true);
    if (isMap(parent)) {
      for (const pair of parent.items) {
        if (isScalar(pair.key) && String(pair.key.value) === key) return position(pair.key) ?? start;
      }
    }
    return valuePosition(path);
  };
  return { ok: true, value: { source, data, valuePosition, keyPosition } };
}

function syntaxProblem(
  source: string,
  line: number,
  column: number,
  code: string,
  message: string,
  word: string,
): InputProblem {
  if (code === "DUPLICATE_KEY") {
    return {
      source,
      line,
      column,
      path: word,
      expected: "each field once",
      found: `${word} a second time`,
      advice: "Remove one of them",
    };
  }
  if (code === "MULTIPLE_DOCS") {
    return {
      source,
      line,
      column,
      path: "",
      expected: "one YAML document",
      found: "a second one",
      advice: "Remove the ---",
    };
  }
  return { source, line, column, path: "", expected: "valid YAML", found: message.replace(/\.$/, "") };
}

/** Says at the last problem how many errors follow it. */
function withMore(problems: readonly InputProblem[], more: number): readonly InputProblem[] {
  const last = problems.at(-1)!;
  const advice = `Mend this one first: ${more} more ${more === 1 ? "error follows" : "errors follow"}, perhaps only from it`;
  const before = last.advice === undefined ? "" : `${last.advice}. `;
  return [...problems.slice(0, -1), { ...last, advice: before + advice }];
}

/** The field name that starts at an offset. */
function wordAt(text: string, offset: number): string {
  return /^["']?([^\s:"']+)/.exec(text.slice(offset, offset + 80))?.[1] ?? "a field";
}

function failure(source: string, expected: string, found: string, advice?: string): Checked<never> {
  const problem = { source, line: 1, column: 1, path: "", expected, found };
  return { ok: false, problems: [advice === undefined ? problem : { ...problem, advice }] };
}
