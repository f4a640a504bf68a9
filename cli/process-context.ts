// The real process as a CliContext: streams, colours, Ctrl-C, language, and where the package lies.
import { setMaxListeners } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import type { CliContext, Output } from "./context.ts";
import { ExitCode, exitCodeOf, type StopSignal } from "./exit-code.ts";
import type { Language, Services } from "./ports.ts";
import { languageOf, textOf } from "./text/index.ts";

const COLUMNS_DEFAULT = 100;
/** A second signal sooner than this is the same key press, passed on by npm as well as by the terminal. */
const SAME_PRESS_MS = 400;

export function openContext(words: readonly string[], services: Services): CliContext {
  const language = languageAsked(words) ?? languageOf(process.env);
  const packageDir = findPackageDir(dirname(fileURLToPath(import.meta.url)));
  process.stdout.on("error", endQuietlyOnClosedPipe);
  process.stderr.on("error", endQuietlyOnClosedPipe);
  const interrupted = interruption();
  return {
    out: outputOf(process.stdout),
    err: outputOf(process.stderr),
    colors: pc.createColors(wantsColors()),
    language,
    text: textOf(language),
    services,
    interrupted,
    ...(process.stdin.isTTY === true ? { ask: (question: string) => askPerson(question, interrupted) } : {}),
    now: Date.now,
    viewerDir: join(packageDir, "dist", "viewer"),
    version: packageVersion(packageDir),
    processors: availableParallelism(),
  };
}

/** An empty answer when Ctrl-C comes first. */
async function askPerson(question: string, interrupted: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  lines.on("SIGINT", () => process.emit("SIGINT"));
  try {
    return await lines.question(question, { signal: interrupted });
  } catch {
    return "";
  } finally {
    lines.close();
  }
}

/** Prints a fault of the program and gives its exit code; the stack only when asked for by PEAKFLEET_DEBUG. */
export function fail(context: CliContext, error: unknown): ExitCode {
  const { text, err } = context;
  const message = error instanceof Error ? error.message : String(error);
  err.write(`${text.internalError}: ${message}\n`);
  if (process.env.PEAKFLEET_DEBUG && error instanceof Error) err.write(`${error.stack}\n`);
  else err.write(`${text.debugHint}\n`);
  return ExitCode.failedRun;
}

/** The first Ctrl-C or SIGTERM aborts and is the reason given, the second ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  // One listener per waiting run; a long experiment has hundreds.
  setMaxListeners(0, controller.signal);
  let firstMs = 0;
  const onSignal = (signal: StopSignal): void => {
    if (!controller.signal.aborted) {
      firstMs = Date.now();
      controller.abort(signal);
    } else if (Date.now() - firstMs > SAME_PRESS_MS) {
      process.exit(exitCodeOf(signal));
    }
  };
  process.on("SIGINT", () => onSignal("SIGINT"));
  process.on("SIGTERM", () => onSignal("SIGTERM"));
  return controller.signal;
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns || Number(process.env.COLUMNS) || COLUMNS_DEFAULT;
    },
    write: (text) => {
      stream.write(text);
    },
  };
}

/** https://no-color.org, and FORCE_COLOR the other way round. */
function wantsColors(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== "0";
  return process.stdout.isTTY === true && process.env.TERM !== "dumb";
}

/** `--lang` must be known before the program's own texts are made. */
function languageAsked(words: readonly string[]): Language | undefined {
  const at = words.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  if (at < 0) return undefined;
  const value = words[at]!.includes("=") ? words[at]!.slice("--lang=".length) : words[at + 1];
  return value === "zh" || value === "en" ? value : undefined;
}

function findPackageDir(from: string): string {
  let dir = from;
  while (!existsSync(join(dir, "package.json")) && dirname(dir) !== dir) dir = dirname(dir);
  return dir;
}

function packageVersion(packageDir: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
    return String((manifest as { readonly version?: unknown }).version ?? "0.0.0");
  } catch {
    return "0.0.0";
  }
}

function endQuietlyOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(ExitCode.done);
  throw error;
}
