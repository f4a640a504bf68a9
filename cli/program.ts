// The command line as a whole: commands, help in the user's language, exit codes.
import { Command, CommanderError, Option } from "commander";
import type { CommandKit } from "./command-kit.ts";
import { addBrokerCommand } from "./commands/broker.ts";
import { addCompareCommand } from "./commands/compare.ts";
import { addDemoCommand } from "./commands/demo.ts";
import { addForecastCommand } from "./commands/forecast.ts";
import { addKeysCommand } from "./commands/keys.ts";
import { addLayoutCommand } from "./commands/layout.ts";
import { addLorrCommand } from "./commands/lorr.ts";
import { addPlanCommand } from "./commands/plan.ts";
import { addProbeCommand } from "./commands/probe.ts";
import { addRobotsCommand } from "./commands/robots.ts";
import { addRunCommand } from "./commands/run.ts";
import { addScenariosCommand } from "./commands/scenarios.ts";
import { addServeCommand } from "./commands/serve.ts";
import { addStartCommand } from "./commands/start.ts";
import { addStrategiesCommand } from "./commands/strategies.ts";
import { addSweepCommand } from "./commands/sweep.ts";
import { addValidateCommand } from "./commands/validate.ts";
import { addViewerCommand } from "./commands/viewer.ts";
import type { CliContext } from "./context.ts";
import { ExitCode } from "./exit-code.ts";
import { languages } from "./text/index.ts";
import { messageText } from "./text/problem-text.ts";

/**
 * Runs the command named by the words after `peakfleet` and gives its exit code. What is wrong with the words is
 * printed and gives 2; faults of the program itself are thrown.
 */
export async function runProgram(context: CliContext, words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = ExitCode.done;
  const program = createProgram(context, (given) => {
    code = given;
  });
  try {
    await program.parseAsync(words.length === 0 ? ["--help"] : [...words], { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ExitCode.done : ExitCode.badInput;
  }
}

/** Commander says `error: …`, perhaps with a suggestion below. */
function inLanguage({ language, text }: CliContext, written: string): string {
  if (language === "en") return written;
  const lines = written.split("\n").map((line) => {
    const said = line.replace(/^error: /, "");
    return said === line ? messageText(line, language) : `${text.error}${messageText(said, language)}`;
  });
  return lines.join("\n");
}

function createProgram(context: CliContext, exit: CommandKit["exit"]): Command {
  const { text, out, err, version } = context;
  const { help } = text;
  const titles: Readonly<Record<string, string>> = {
    "Usage:": help.usage,
    "Arguments:": help.arguments,
    "Options:": help.options,
    "Commands:": help.commands,
  };
  const program = new Command("peakfleet");
  program
    .description(help.program)
    .version(version, "-V, --version", help.showVersion)
    .helpOption("-h, --help", help.showHelp)
    .helpCommand("help [command]", help.helpFor)
    // Options behind a command's name are that command's own, also where a command has commands of its own.
    .enablePositionalOptions()
    .addOption(new Option("--lang <language>", help.lang).choices(languages))
    .addHelpText(
      "after",
      `\n${help.examples}\n  peakfleet start\n  peakfleet run smoke\n  peakfleet compare smoke --strategies pod-match,fcfs-nearest\n\n${help.exitCodes}`,
    )
    .configureHelp({ styleTitle: (title) => context.colors.bold(titles[title] ?? title) })
    .configureOutput({
      writeOut: (written) => out.write(written),
      writeErr: (written) => err.write(written),
      getOutHelpWidth: () => out.columns,
      getErrHelpWidth: () => err.columns,
      outputError: (written, write) => write(context.colors.red(inLanguage(context, written))),
    })
    .showHelpAfterError("(peakfleet --help)")
    .exitOverride();
  const kit: CommandKit = { program, context, exit };
  addStartCommand(kit);
  addRunCommand(kit);
  addCompareCommand(kit);
  addSweepCommand(kit);
  addValidateCommand(kit);
  addScenariosCommand(kit);
  addStrategiesCommand(kit);
  addViewerCommand(kit);
  addForecastCommand(kit);
  addPlanCommand(kit);
  addLorrCommand(kit);
  addDemoCommand(kit);
  addServeCommand(kit);
  addRobotsCommand(kit);
  addProbeCommand(kit);
  addBrokerCommand(kit);
  addKeysCommand(kit);
  addLayoutCommand(kit);
  return program;
}
