// Where a JSON text breaks: the platform's parser does not always say.

export interface JsonFault {
  /** Both 1-based. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly found: string;
}

const space = /[ \t\n\r]*/y;
const word =
  /([{}[\],:])|("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/uy;

/** What may come next, by what is being read. */
const expectedBy = {
  value: "a value",
  "first value": "a value or ]",
  "first name": 'a name in " or }',
  name: 'a name in "',
  colon: "a colon",
  more: "a comma or the closing bracket",
  end: "the end of the text",
} as const;
type Reading = keyof typeof expectedBy;

/** The first place at which a text is no JSON; null if it is. */
export function findJsonFault(text: string): JsonFault | null {
  const open: string[] = [];
  let reading: Reading = "value";
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    at += space.exec(text)![0].length;
    if (reading === "end" && at === text.length) return null;
    word.lastIndex = at;
    const match = word.exec(text);
    const next: Reading | null =
      match === null ? null : after(reading, match[1] ?? (match[2] === undefined ? "value" : "text"), open);
    if (match === null || next === null)
      return { ...placeOf(text, at), expected: expectedBy[reading], found: foundAt(text, at) };
    reading = next;
    at += match[0].length;
  }
}

/** What is read next after a word of this kind, or null where it may not stand here. Keeps the open brackets. */
function after(reading: Reading, kind: string, open: string[]): Reading | null {
  const closed = (): Reading => {
    open.pop();
    return open.length === 0 ? "end" : "more";
  };
  switch (reading) {
    case "end":
      return null;
    case "colon":
      return kind === ":" ? "value" : null;
    case "name":
      return kind === "text" ? "colon" : null;
    case "first name":
      return kind === "text" ? "colon" : kind === "}" ? closed() : null;
    case "more": {
      const isObject = open[open.length - 1] === "{";
      if (kind === ",") return isObject ? "name" : "value";
      return kind === (isObject ? "}" : "]") ? closed() : null;
    }
    default:
      if (kind === "{" || kind === "[") {
        open.push(kind);
        return kind === "{" ? "first name" : "first value";
      }
      if (kind === "]" && reading === "first value") return closed();
      if (kind !== "text" && kind !== "value") return null;
      return open.length === 0 ? "end" : "more";
  }
}

/** Line and column of an offset. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

function foundAt(text: string, at: number): string {
  if (at >= text.length) return "the end of the text";
  return JSON.stringify(/^[\w.+-]{1,20}|./su.exec(text.slice(at))![0]);
}
