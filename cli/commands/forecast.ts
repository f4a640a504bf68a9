// `peakfleet forecast --history file`: series with quantiles. `forecast backtest` says how good it would have been.
import { Option } from "commander";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { type BacktestWords, runBacktest } from "../forecast/backtest-course.ts";
import { type ForecastWords, runForecast } from "../forecast/forecast-course.ts";
import {
  columnsValue,
  dateValue,
  durationValue,
  quantilesValue,
  topValue,
} from "../forecast/option-values.ts";

const quantilesDefault = "0.1,0.5,0.9";

export function addForecastCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { forecast: text, help } = context.text;
  const forecast = addCommand(kit, "forecast", text.forecast, [
    "forecast --history orders.csv --horizon 7d",
    "forecast --history sales.csv --calendar festivals.yaml --step 1h --horizon 48h --out forecast",
    "forecast backtest --history orders.csv --measure lines --every 2d --out backtest",
  ]);
  addHistoryOptions(forecast.option("--history <file>", text.history))
    .addOption(
      new Option("--quantiles <a,b,…>", text.quantiles)
        .argParser(quantilesValue)
        .default(quantilesValue(quantilesDefault), quantilesDefault),
    )
    .option("--origin <date>", text.origin, dateValue)
    .enablePositionalOptions()
    .action(async (words: ForecastWords) => {
      // Not required for commander: `forecast backtest` has a history of its own.
      if (words.history === undefined) forecast.error(`error: ${text.historyMissing}`);
      exit(await runForecast(context, words));
    });
  const backtest = addCommand({ ...kit, program: forecast }, "backtest", text.backtest, [
    "forecast backtest --history orders.csv --from 2011-10-16 --to 2011-12-01 --every 2d",
    "forecast backtest --history sales.csv --top 30 --json",
  ]);
  addHistoryOptions(backtest.requiredOption("--history <file>", text.history))
    .option("--from <date>", text.from, dateValue)
    .option("--to <date>", text.to, dateValue)
    .addOption(duration("--every", text.every, "2d"))
    .action(async (words: BacktestWords) => {
      exit(await runBacktest(context, words));
    });

  function addHistoryOptions(command: ReturnType<typeof addCommand>) {
    return command
      .option("--calendar <file>", text.calendar)
      .addOption(duration("--horizon", text.horizon, "7d"))
      .option("--step <duration>", text.step, durationValue)
      .addOption(
        new Option("--measure <name>", text.measure).choices(["orders", "lines", "units"]).default("orders"),
      )
      .option("--columns <field=name,…>", text.columns, columnsValue)
      .option("--total", text.total)
      .option("--top <number>", text.top, topValue)
      .option("--out <dir>", text.out)
      .option("--json", help.json);
  }
}

/** A duration whose default is shown as it would be typed. */
function duration(flag: string, about: string, usual: string): Option {
  return new Option(`${flag} <duration>`, about)
    .argParser(durationValue)
    .default(durationValue(usual), usual);
}
