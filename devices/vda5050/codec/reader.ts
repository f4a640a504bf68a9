// Reads one JSON object field by field: liberal where nothing can go wrong by it, with a remark; a refusal otherwise.
import type { Json } from "../model/index.ts";
import type { MessageLimits } from "./limits.ts";
import { refuse } from "./refusal.ts";

type JsonObject = { readonly [key: string]: Json };

/** What one message is read with: limits, and the list that remarks go to. */
export interface ReadContext {
  readonly limits: MessageLimits;
  /** What was not as the standard says and was understood all the same; bounded. */
  readonly remarks: string[];
}

const remarksMax = 16;

export function remark({ remarks }: ReadContext, text: string): void {
  if (remarks.length < remarksMax && !remarks.includes(text)) remarks.push(text);
}

/**
 * A field is asked for by the names that it has in any release, newest first. Null counts as missing. Numbers and booleans
 * written as texts are taken with a remark.
 */
export class Reader {
  private constructor(
    readonly context: ReadContext,
    readonly path: string,
    private readonly source: JsonObject,
  ) {}

  /** @throws RefusedMessage if it is no object. */
  static of(context: ReadContext, value: Json | undefined, path: string): Reader {
    if (!isObject(value)) return refuse("wrong-shape", path, "an object", kindOf(value));
    return new Reader(context, path, value);
  }

  has(...names: readonly string[]): boolean {
    return this.find(names) !== undefined;
  }

  text(...names: readonly string[]): string {
    return this.optionalText(...names) ?? this.missing(names, "a text");
  }
  optionalText(...names: readonly string[]): string | undefined {
    const found = this.find(names);
    if (found === undefined) return undefined;
    const { name, value } = found;
    if (typeof value === "number" || typeof value === "boolean") {
      this.remark(name, `${kindOf(value)} taken as a text`);
      return String(value);
    }
    if (typeof value !== "string") return this.wrong(name, "a text", value);
    if (value.length > this.context.limits.textLengthMax)
      refuse(
        "too-long",
        this.at(name),
        `at most ${this.context.limits.textLengthMax} characters`,
        `${value.length}`,
      );
    return value;
  }

  number(...names: readonly string[]): number {
    return this.optionalNumber(...names) ?? this.missing(names, "a number");
  }
  optionalNumber(...names: readonly string[]): number | undefined {
    const found = this.find(names);
    if (found === undefined) return undefined;
    const { name, value } = found;
    if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))) {
      this.remark(name, "text taken as a number");
      return Number(value);
    }
    return typeof value === "number" && Number.isFinite(value) ? value : this.wrong(name, "a number", value);
  }
  /** A whole number from 0. */
  count(...names: readonly string[]): number {
    return this.optionalCount(...names) ?? this.missing(names, "a whole number from 0");
  }
  optionalCount(...names: readonly string[]): number | undefined {
    const value = this.optionalNumber(...names);
    if (value === undefined) return undefined;
    if (!Number.isSafeInteger(value) || value < 0)
      return this.wrong(names[0]!, "a whole number from 0", value);
    return value;
  }

  flag(...names: readonly string[]): boolean {
    return this.optionalFlag(...names) ?? this.missing(names, "true or false");
  }
  optionalFlag(...names: readonly string[]): boolean | undefined {
    const found = this.find(names);
    if (found === undefined) return undefined;
    const { name, value } = found;
    if (value === "true" || value === "false") {
      this.remark(name, "text taken as true or false");
      return value === "true";
    }
    return typeof value === "boolean" ? value : this.wrong(name, "true or false", value);
  }

  /** A word of the standard, in any case and with or without underscores. */
  word<Word extends string>(words: readonly Word[], ...names: readonly string[]): Word {
    return this.optionalWord(words, ...names) ?? this.missing(names, words.join(", "));
  }
  optionalWord<Word extends string>(words: readonly Word[], ...names: readonly string[]): Word | undefined {
    const text = this.optionalText(...names);
    if (text === undefined) return undefined;
    return this.wordOf(words, text) ?? this.wrong(names[0]!, words.join(", "), text);
  }
  /** As `word`, but what is missing or not a word of the standard becomes `otherwise`, with a remark. */
  wordOr<Word extends string>(words: readonly Word[], otherwise: Word, ...names: readonly string[]): Word {
    const text = this.optionalText(...names);
    const word = text === undefined ? undefined : this.wordOf(words, text);
    if (word === undefined) this.remark(names[0]!, `${text ?? "missing"}: taken as ${otherwise}`);
    return word ?? otherwise;
  }

  object(...names: readonly string[]): Reader {
    return this.optionalObject(...names) ?? this.missing(names, "an object");
  }
  optionalObject(...names: readonly string[]): Reader | undefined {
    const found = this.find(names);
    return found === undefined ? undefined : Reader.of(this.context, found.value, this.at(found.name));
  }

  /** Missing or null is an empty list, with a remark. */
  list<Item>(read: (item: Reader) => Item, ...names: readonly string[]): readonly Item[] {
    const items = this.optionalList(read, ...names);
    if (items === undefined) this.remark(names[0]!, "missing: taken as empty");
    return items ?? [];
  }
  optionalList<Item>(read: (item: Reader) => Item, ...names: readonly string[]): readonly Item[] | undefined {
    return this.values(names)?.map(({ value, path }) => read(Reader.of(this.context, value, path)));
  }
  optionalNumbers(...names: readonly string[]): readonly number[] | undefined {
    return this.values(names)?.map(({ value, path }) =>
      typeof value === "number" ? value : refuse("wrong-shape", path, "a number", kindOf(value)),
    );
  }
  optionalTexts(...names: readonly string[]): readonly string[] | undefined {
    return this.values(names)?.map(({ value, path }) =>
      typeof value === "string" ? value : refuse("wrong-shape", path, "a text", kindOf(value)),
    );
  }

  /** Any value, as it is; undefined if missing. */
  json(name: string): Json | undefined {
    return this.source[name];
  }
  keys(): readonly string[] {
    return Object.keys(this.source);
  }

  remark(name: string, text: string): void {
    remark(this.context, `${this.at(name)}: ${text}`);
  }

  private values(names: readonly string[]): { value: Json; path: string }[] | undefined {
    const found = this.find(names);
    if (found === undefined) return undefined;
    const { name, value } = found;
    if (!Array.isArray(value)) return this.wrong(name, "a list", value);
    const { arrayLengthMax } = this.context.limits;
    if (value.length > arrayLengthMax)
      refuse("too-long", this.at(name), `at most ${arrayLengthMax} entries`, `${value.length}`);
    const path = this.at(name);
    return (value as readonly Json[]).map((item, index) => ({ value: item, path: `${path}[${index}]` }));
  }

  private wordOf<Word extends string>(words: readonly Word[], text: string): Word | undefined {
    const direct = words.find((word) => word === text);
    if (direct !== undefined) return direct;
    const bare = bareWord(text);
    return words.find((word) => bareWord(word) === bare);
  }
  private find(names: readonly string[]): { name: string; value: Json } | undefined {
    for (const name of names) {
      const value = Object.hasOwn(this.source, name) ? this.source[name] : undefined;
      if (value !== undefined && value !== null) return { name, value };
    }
    return undefined;
  }
  private at(name: string): string {
    return this.path === "" ? name : `${this.path}.${name}`;
  }
  private missing(names: readonly string[], expected: string): never {
    return refuse("wrong-shape", this.at(names[0]!), expected, "nothing");
  }
  private wrong(name: string, expected: string, value: Json): never {
    return refuse("wrong-shape", this.at(name), expected, foundText(value));
  }
}

function bareWord(text: string): string {
  return text.replaceAll("_", "").toUpperCase();
}
function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function kindOf(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
function foundText(value: Json): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? JSON.stringify(value).slice(0, 40)
    : kindOf(value);
}
