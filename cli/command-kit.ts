// What every command shares: its place in the program, common options, examples under its help.
import { type Command, Option } from "commander";
import type { CliContext } from "./context.ts";
import type { ExitCode } from "./exit-code.ts";
import { hoursValue, repeated, seedValue, workersValue } from "./option-values.ts";
import { languages } from "./text/index.ts";

export interface CommandKit {
  readonly program: Command;
  readonly context: CliContext;
  /** Hands the exit code of the command to main. */
  readonly exit: (code: ExitCode) => void;
}

/** Options of every command that runs something. */
export interface RunOptions {
  readonly json?: boolean;
  readonly seed?: number;
  readonly hours?: number;
  readonly set?: readonly string[];
  readonly rule?: readonly string[];
  readonly inject?: readonly string[];
  readonly out?: string;
  readonly workers?: number;
}

/** A new command with its description, `--lang`, and examples below its help. */
export function addCommand(
  { program, context }: CommandKit,
  usage: string,
  description: string,
  examples: readonly string[],
): Command {
  const { help } = context.text;
  return program
    .command(usage)
    .description(description)
    .helpOption("-h, --help", help.showHelp)
    .addOption(new Option("--lang <language>", help.lang).choices(languages))
    .addHelpText(
      "after",
      `\n${help.examples}\n${examples.map((example) => `  peakfleet ${example}\n`).join("")}`,
    );
}

export function addRunOptions(command: Command, { text, processors }: CliContext): Command {
  const { help } = text;
  return command
    .option("--seed <number>", help.seed, seedValue)
    .option("--hours <number>", help.hours, hoursValue)
    .option("--set <path=value>", help.set, repeated)
    .option("--rule <decision=rule>", help.rule, repeated)
    .option("--inject <time: fault>", help.inject, repeated)
    .option("--out <dir>", help.out)
    .option("--json", help.json)
    .addOption(new Option("--workers <number>", help.workers).argParser(workersValue).default(processors));
}
