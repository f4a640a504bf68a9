// How many terminal columns a text takes: Chinese characters take two, combining marks and colour codes none.

/** Wide or fullwidth ranges of Unicode's EastAsianWidth.txt, as [first, last] pairs. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
const FIRST_WIDE = 0x1100;
const ZERO_WIDTH = /^[\p{M}\p{Cf}]$/u;
/** A bracket without spaces, a Chinese character with the punctuation behind it, or a word; each with its spaces. */
const WORDS = /\([^\s()]*\)\s*|[⺀-鿿豈-﫿＀-｠][，。：；、）)]?\s*|[^\s⺀-鿿豈-﫿＀-｠(]+\s*|\(|\s+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour code.
const COLOUR_CODES = /\u001b\[[0-9;]*m/g;

/** Width of `text` in terminal columns. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(COLOUR_CODES, "")) width += characterWidth(character);
  return width;
}

/** `text` cut to at most `columns`, ending in "…" when something was cut. Not for texts with colour codes. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = "";
  let width = 1;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** `text` cut in the middle, the end longer than the start: compositions of one strategy differ at their ends. */
export function truncateMiddle(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const start = truncate(text, Math.max(1, Math.floor(columns / 3)));
  let end = "";
  let width = displayWidth(start);
  for (const character of [...text].reverse()) {
    width += characterWidth(character);
    if (width > columns) break;
    end = character + end;
  }
  return start + end;
}

/** Spaces added on the right, or on the left for `right`-aligned text, up to `columns`. */
export function pad(text: string, columns: number, align: "left" | "right"): string {
  const spaces = " ".repeat(Math.max(0, columns - displayWidth(text)));
  return align === "left" ? text + spaces : spaces + text;
}

/**
 * Lines of at most `columns`, broken at spaces and between Chinese characters; a word too long for a line is broken
 * behind its hyphens, or else anywhere. Not for texts with colour codes.
 */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const add = (piece: string): void => {
    if (displayWidth(line) + displayWidth(piece.trimEnd()) > columns) {
      if (line !== "") lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  };
  for (const word of text.match(WORDS) ?? []) {
    if (displayWidth(word.trimEnd()) <= columns) {
      add(word);
      continue;
    }
    for (const part of word.split(/(?<=-)/)) {
      if (displayWidth(part.trimEnd()) <= columns) add(part);
      else for (const character of part) add(character);
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code < 0xa0) ? 0 : 1;
  if (ZERO_WIDTH.test(character)) return 0;
  if (code < FIRST_WIDE) return 1;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
