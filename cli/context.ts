// What a command may touch: output, clock, interruption, language, and the rest of the house.
import type pc from "picocolors";
import type { Language, Services } from "./ports.ts";
import type { Text } from "./text/index.ts";

export type Colors = ReturnType<typeof pc.createColors>;

/** A stream of text, a terminal or not. */
export interface Output {
  readonly isTerminal: boolean;
  /** Columns to write in. */
  readonly columns: number;
  write(text: string): void;
}

export interface CliContext {
  /** Results. With `--json`, nothing but JSON. */
  readonly out: Output;
  /** Progress and errors. */
  readonly err: Output;
  readonly colors: Colors;
  readonly language: Language;
  readonly text: Text;
  readonly services: Services;
  /** Aborted by the first Ctrl-C or SIGTERM; its reason is the `StopSignal`. */
  readonly interrupted: AbortSignal;
  /** Puts a question to the person at the terminal; missing where nobody can answer. */
  readonly ask?: (question: string) => Promise<string>;
  /** Wall clock, ms. */
  now(): number;
  /** Folder of the built viewer. */
  readonly viewerDir: string;
  readonly version: string;
  /** Processors that may be used. */
  readonly processors: number;
}

export function writeLines(output: Output, lines: readonly string[]): void {
  output.write(`${lines.join("\n")}\n`);
}
