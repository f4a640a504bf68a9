// A model as CPLEX-LP text, which CPLEX, Gurobi, SCIP, GLPK, CBC and HiGHS read. Only what all of them agree on is used: rows
// with two sides are two rows, names are letters, digits and underscores, and every column is named in the objective.
import type { LinearModel } from "./lp-port.ts";

/** Words per line are wrapped here; the format allows 255 characters. */
const lineMax = 200;
const nameMax = 200;
/** Words that begin a section, and those that look like a number or infinity. */
const reserved =
  /^(min(imi[sz]e|imum)?|max(imi[sz]e|imum)?|obj|st|s_t|subject|such|that|to|bounds?|free|inf(inity)?|nan|gen(erals?)?|int(egers?)?|bin(ar(y|ies))?|sos\d?|semis?|end|e\d*)$/i;

/** The text of the model, a comment with its sizes first. Names are kept, with what is illegal in them as `_`. */
export function lpText(model: LinearModel): string {
  const { columnCount, rowCount, lower, upper } = model;
  const columns = legalNames(columnCount, model.columnName, "x");
  const rows = legalNames(rowCount, model.rowName, "r");
  const entries = model.columnStart[columnCount]!;
  const lines = [
    `\\ ${model.name.replace(/\s+/g, " ")}: ${columnCount} columns, ${rowCount} rows, ${entries} entries`,
    "Minimize",
    ...wrapped(
      " obj:",
      columns.map((name, j) => term(model.cost[j]!, name)),
    ),
    "Subject To",
  ];
  const { start, column, value } = byRow(model);
  for (let row = 0; row < rowCount; row += 1) {
    const terms: string[] = [];
    for (let k = start[row]!; k < start[row + 1]!; k += 1) terms.push(term(value[k]!, columns[column[k]!]!));
    // A row without entries still says something about its bounds.
    if (terms.length === 0 && columnCount > 0) terms.push(term(0, columns[0]!));
    const [least, most] = [model.rowLower[row]!, model.rowUpper[row]!];
    const name = rows[row]!;
    if (least === most) lines.push(...wrapped(` ${name}:`, [...terms, `= ${least}`]));
    else if (least > -Infinity && most < Infinity) {
      lines.push(...wrapped(` ${name}_min:`, [...terms, `>= ${least}`]));
      lines.push(...wrapped(` ${name}_max:`, [...terms, `<= ${most}`]));
    } else if (least > -Infinity) lines.push(...wrapped(` ${name}:`, [...terms, `>= ${least}`]));
    else if (most < Infinity) lines.push(...wrapped(` ${name}:`, [...terms, `<= ${most}`]));
  }
  lines.push("Bounds");
  for (let j = 0; j < columnCount; j += 1) {
    const bound = boundText(columns[j]!, lower[j]!, upper[j]!);
    if (bound !== "") lines.push(` ${bound}`);
  }
  const integers = columns.filter((_, j) => model.integer[j] === 1);
  if (integers.length > 0) lines.push("General", ...wrapped("", integers));
  lines.push("End", "");
  return lines.join("\n");
}

/** Nothing for 0 ≤ x, which is what the format takes for granted. */
function boundText(name: string, lower: number, upper: number): string {
  if (lower === upper) return `${name} = ${lower}`;
  if (lower === -Infinity) return upper === Infinity ? `${name} free` : `-inf <= ${name} <= ${upper}`;
  if (upper < Infinity) return `${lower} <= ${name} <= ${upper}`;
  return lower === 0 ? "" : `${name} >= ${lower}`;
}

function term(value: number, name: string): string {
  return value < 0 || Object.is(value, -0) ? `- ${-value} ${name}` : `+ ${value} ${name}`;
}

function wrapped(head: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = head;
  for (const word of words) {
    if (line.length + word.length >= lineMax) {
      lines.push(line);
      line = " ";
    }
    line += ` ${word}`;
  }
  lines.push(line);
  return lines;
}

/** Different legal names; what would collide gets its index behind it. */
function legalNames(count: number, nameOf: (index: number) => string, prefix: string): string[] {
  const used = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    let name = nameOf(index)
      .replace(/[^A-Za-z0-9_]+/g, "_")
      .replace(/_+$/, "")
      .slice(0, nameMax);
    if (!/^[A-Za-z]/.test(name) || reserved.test(name)) name = `${prefix}_${name}`;
    while (used.has(name.toLowerCase())) name = `${name}_${index}`;
    used.add(name.toLowerCase());
    return name;
  });
}

/** The matrix by rows: entries of row i are `start[i] … start[i + 1] − 1`, columns ascending. */
function byRow(model: LinearModel) {
  const { rowCount, columnCount, columnStart, rowIndex } = model;
  const entries = columnStart[columnCount]!;
  const start = new Int32Array(rowCount + 1);
  for (let k = 0; k < entries; k += 1) start[rowIndex[k]! + 1] = start[rowIndex[k]! + 1]! + 1;
  for (let row = 0; row < rowCount; row += 1) start[row + 1] = start[row + 1]! + start[row]!;
  const next = start.slice();
  const column = new Int32Array(entries);
  const value = new Float64Array(entries);
  for (let j = 0; j < columnCount; j += 1) {
    for (let k = columnStart[j]!; k < columnStart[j + 1]!; k += 1) {
      const row = rowIndex[k]!;
      column[next[row]!] = j;
      value[next[row]!] = model.value[k]!;
      next[row] = next[row]! + 1;
    }
  }
  return { start, column, value };
}
