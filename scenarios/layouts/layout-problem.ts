// What is wrong with a layout, collected while it is read: faults stop the import, remarks do not.
import type { InputProblem } from "../load/problem.ts";

/** Problems told at most; a file with more has one cause. */
const problemsMax = 50;

export class ProblemList {
  readonly faults: InputProblem[] = [];
  readonly remarks: InputProblem[] = [];

  constructor(readonly source: string) {}

  fault(path: string, expected: string, found: unknown, advice: string): void {
    this.add(this.faults, path, expected, found, advice);
  }
  remark(path: string, expected: string, found: unknown, advice: string): void {
    this.add(this.remarks, path, expected, found, advice);
  }
  private add(list: InputProblem[], path: string, expected: string, found: unknown, advice: string): void {
    if (list.length >= problemsMax) return;
    list.push({ source: this.source, path, expected, found: shown(found), advice });
  }
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Reads fields of untrusted JSON by path; a wrong value is a fault or a remark and gives a stand-in. */
export class FieldReader {
  constructor(
    private readonly fields: Readonly<Record<string, unknown>>,
    readonly path: string,
    readonly problems: ProblemList,
  ) {}

  static of(value: unknown, path: string, problems: ProblemList): FieldReader {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject) problems.fault(path, "an object", value, "See the LIF guideline, chapter 8.3");
    return new FieldReader(isObject ? (value as Record<string, unknown>) : {}, path, problems);
  }

  at(name: string): string {
    return this.path === "" ? name : `${this.path}.${name}`;
  }
  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }
  raw(name: string): unknown {
    return this.fields[name];
  }
  /** An id: text, not empty. Numbers are taken as text, as some exporters write them. */
  id(name: string): string {
    const value = this.fields[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") {
      this.problems.remark(this.at(name), "text", value, "Taken as text; write it in quotes");
      return String(value);
    }
    this.problems.fault(this.at(name), "text, not empty", value, "Every element needs its id");
    return "";
  }
  text(name: string): string | null {
    const value = this.fields[name];
    if (typeof value === "string") return value;
    if (this.has(name)) this.problems.remark(this.at(name), "text", value, "Left out");
    return null;
  }
  number(name: string): number {
    const value = this.fields[name];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))) {
      this.problems.remark(this.at(name), "a number", value, "Taken as a number; write it without quotes");
      return Number(value);
    }
    this.problems.fault(this.at(name), "a number", value, "Give it in metres or radians");
    return 0;
  }
  numberOrNull(name: string): number | null {
    return this.has(name) ? this.number(name) : null;
  }
  /** An angle. Beyond a full turn it cannot be radians: some exporters write degrees. */
  angle(name: string): number | null {
    const value = this.numberOrNull(name);
    if (value === null) return null;
    const isDegrees = Math.abs(value) > 2 * Math.PI;
    const radians = isDegrees ? (value * Math.PI) / 180 : value;
    if (isDegrees) this.problems.remark(this.at(name), "radians in −π … π", value, "Taken as degrees");
    if (Math.abs(radians) <= Math.PI) return radians;
    return radians - 2 * Math.PI * Math.round(radians / (2 * Math.PI));
  }
  positiveOrNull(name: string): number | null {
    const value = this.numberOrNull(name);
    if (value === null || value > 0) return value;
    this.problems.remark(this.at(name), "more than 0", value, "Taken as no limit");
    return null;
  }
  flag(name: string): boolean | null {
    const value = this.fields[name];
    if (typeof value === "boolean") return value;
    if (!this.has(name)) return null;
    this.problems.remark(this.at(name), "true or false", value, "Left out");
    return null;
  }
  oneOf<T extends string>(name: string, values: readonly T[], otherwise: T): T {
    const value = this.fields[name];
    if (!this.has(name) || value === "") return otherwise;
    const found = values.find((each) => typeof value === "string" && each === value.toUpperCase());
    if (found === undefined)
      this.problems.remark(this.at(name), `one of ${values.join(", ")}`, value, `Taken as ${otherwise}`);
    return found ?? otherwise;
  }
  object(name: string): FieldReader {
    return FieldReader.of(this.fields[name], this.at(name), this.problems);
  }
  /** A list; missing is empty, and a fault where `required`. */
  list(name: string, presence: "required" | "optional"): FieldReader[] {
    return this.values(name, presence).map((value, i) =>
      FieldReader.of(value, `${this.at(name)}[${i}]`, this.problems),
    );
  }
  values(name: string, presence: "required" | "optional"): readonly unknown[] {
    const value = this.fields[name];
    if (Array.isArray(value)) return value;
    if (presence === "required" || this.has(name))
      this.problems.fault(this.at(name), "a list", value, "Give an empty list, [], where there is nothing");
    return [];
  }
}
