// `peakfleet lorr <instance>`: a League of Robot Runners instance with the project's own planner. `lorr check` replays
// a result.
import { Option } from "commander";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { checkLeague } from "../league/check-league.ts";
import { executors, type LeagueRunWords, runLeague } from "../league/run-league.ts";
import {
  iterationsValue,
  megabytesValue,
  millisecondsValue,
  seedValue,
  stepsValue,
} from "../option-values.ts";

const stepsDefault = 1000;
const stepLimitMsDefault = 1000;
const rowMegabytesDefault = 256;

export function addLorrCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  const lorr = addCommand(kit, "lorr", help.lorr, [
    "lorr MR23-I-03.json --steps 500",
    "lorr WAREHOUSE.json --steps 5000 --iterations 0 --out result.json",
    "lorr check result.json --instance WAREHOUSE.json",
  ])
    .argument("<instance>", help.leagueInstance)
    .option("--steps <number>", help.leagueSteps, stepsValue, stepsDefault)
    .option("--step-limit-ms <number>", help.stepLimit, millisecondsValue, stepLimitMsDefault)
    .option("--iterations <number>", help.iterations, iterationsValue)
    .option("--row-memory-mb <number>", help.rowMemory, megabytesValue, rowMegabytesDefault)
    .addOption(new Option("--executor <name>", help.executor).choices(executors).default("following"))
    .option("--seed <number>", help.leagueSeed, seedValue)
    .option("--out <file>", help.leagueOut)
    .option("--json", help.json)
    .enablePositionalOptions()
    .action(async (instance: string, options: LeagueRunWords) => {
      exit(await runLeague(context, instance, options));
    });
  addCommand({ ...kit, program: lorr }, "check", help.lorrCheck, [
    "lorr check result.json --instance MR23-I-03.json",
    "lorr check result.json --instance MR23-I-03.json --json",
  ])
    .argument("<result>", help.leagueResult)
    .requiredOption("--instance <file>", help.leagueInstance)
    .option("--json", help.json)
    .action((result: string, options: { readonly instance: string; readonly json?: boolean }) => {
      exit(checkLeague(context, result, options));
    });
}
