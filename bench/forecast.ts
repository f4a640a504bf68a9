// How good and how fast is the forecast of series? Speed on made-up SKUs; with --data <folder>, scores on the order lines of an
// online shop (UCI Online Retail, 2010–2011), rolling origins before Christmas.
// Usage: npx tsx bench/forecast.ts [--data <folder with orders/uci-online-retail-lines.csv.gz>]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  backtest,
  emptyCalendar,
  forecastSeries,
  type OrderMeasure,
  type SeriesSet,
} from "../scenarios/index.ts";
import { readHistory } from "../scenarios/node/index.ts";
import { Random } from "../sim/kernel/index.ts";
import { machine } from "./machine.ts";

const day = 86_400;
const noIndicators: ReadonlyMap<string, Float64Array> = new Map();
const at = process.argv.indexOf("--data");
const data = at < 0 ? null : process.argv[at + 1]!;

const results: Record<string, unknown> = { machine: machine(), speed: speed() };
if (data !== null) results.scores = await scores(join(data, "orders", "uci-online-retail-lines.csv.gz"));
mkdirSync(new URL("results", import.meta.url), { recursive: true });
writeFileSync(new URL("results/forecast.json", import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
console.log("written: bench/results/forecast.json");

/** 5,000 SKUs of 60 days, 7 days ahead with three quantiles; CPU time of one core. */
function speed() {
  const random = new Random(1, "bench/forecast");
  const series = 5000;
  const days = 60;
  const names = Array.from({ length: series }, (_, i) => `sku-${i}`);
  const values = names.map((_, i) => {
    const mean = 200 / (1 + i / 20);
    return Float64Array.from({ length: days }, (_, at) =>
      Math.round(mean * (at % 7 > 4 ? 0.6 : 1) * random.exponential(1)),
    );
  });
  const groupOf = new Int32Array(series).fill(-1);
  const set = {
    startLocalSeconds: 20_000 * day,
    stepSeconds: day,
    names,
    values,
    groupNames: [],
    groupOf,
    isAdditive: true,
  };
  const before = process.cpuUsage();
  const levels = [0.1, 0.5, 0.9];
  forecastSeries(set, {
    calendar: emptyCalendar,
    knownSteps: days,
    horizonSteps: 7,
    levels,
    indicators: noIndicators,
  });
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = Number(((user + system) / 1e6).toFixed(2));
  console.log(
    `speed: ${series} series × ${days} days × 7 days ahead: ${cpuSeconds} s of CPU (aim: at most 10)`,
  );
  return { series, days, horizon: 7, cpuSeconds, aimSeconds: 10 };
}

async function scores(path: string) {
  const columns = {
    order: "InvoiceNo",
    time: "InvoiceDate",
    sku: "StockCode",
    quantity: "Quantity",
    due: "due",
  };
  const read = async (measure: OrderMeasure, stepSeconds: number) => {
    const history = await readHistory(path, { columns, measure, stepSeconds, isAdditive: false });
    if (!history.ok) throw new Error(history.problems.map(({ found }) => found).join("; "));
    return history.value.set;
  };
  const rows: Record<string, unknown>[] = [];
  for (const [measure, every, aim] of [
    ["orders", 2, 0.135],
    ["lines", 4, 0.19],
    ["units", 4, 0.198],
  ] as const) {
    const set = await read(measure, day);
    const origins = originsOf(set, every);
    const whole = {
      ...set,
      names: [measure],
      values: [totalOf(set)],
      groupOf: Int32Array.of(-1),
      isAdditive: false,
    };
    const { scores } = backtest(whole, {
      calendar: emptyCalendar,
      indicators: noIndicators,
      origins,
      horizonSteps: 7,
      scored: null,
    });
    for (const { model, scores: s } of scores) tell(rows, `${measure} per day`, model, s, aim);
    if (measure !== "lines") continue;
    const five = originsOf(set, 12).slice(0, 5);
    const scored = busiest(set, five[0]!, 30);
    const top = backtest(set, {
      calendar: emptyCalendar,
      indicators: noIndicators,
      origins: five,
      horizonSteps: 7,
      scored,
    });
    for (const { kind, model, scores: s } of top.scores) {
      if (kind === "series") tell(rows, "lines of the 30 busiest SKUs", model, s, 0.405);
    }
  }
  rows.push(intraday(await read("orders", 3600)));
  return rows;
}

function tell(
  rows: Record<string, unknown>[],
  what: string,
  model: string,
  s: ReturnType<typeof backtest>["scores"][number]["scores"],
  aim: number,
): void {
  const percent = (value: number) => Number((100 * value).toFixed(2));
  const row = {
    what,
    model,
    wape: percent(s.wape),
    bias: percent(s.bias),
    mase: Number(s.mase.toFixed(2)),
    pinball: percent(s.pinball),
    crps: percent(s.crps),
    coverage80: percent(s.coverage80),
    coverage95: percent(s.coverage95),
    ...(model === "peakfleet" && { aimWape: percent(aim) }),
  };
  rows.push(row);
  console.log(
    `${what.padEnd(30)}${model.padEnd(16)}WAPE ${row.wape}  pinball ${row.pinball}  80 % holds ${row.coverage80}`,
  );
}

/** WAPE of a day's total as expected before the day and after its first hours, October to December 2011, open days. */
function intraday(set: SeriesSet) {
  const hours = [0, 10, 12, 14, 16];
  const errors = new Float64Array(hours.length);
  let volume = 0;
  const values = set.values[0]!;
  const first = Math.round((Date.UTC(2011, 9, 1) / 1000 - set.startLocalSeconds) / 3600);
  for (
    let from = first - (first % 24) + ((24 - (set.startLocalSeconds % day) / 3600) % 24);
    from + 24 <= values.length;
    from += 24
  ) {
    const actual = values.subarray(from, from + 24).reduce((sum, value) => sum + value, 0);
    if (actual === 0) continue;
    volume += actual;
    hours.forEach((hour, i) => {
      const request = {
        calendar: emptyCalendar,
        knownSteps: from + hour,
        horizonSteps: 24 - hour,
        levels: [0.5],
        indicators: noIndicators,
      };
      const seen = values.subarray(from, from + hour).reduce((sum, value) => sum + value, 0);
      const rest = forecastSeries(set, request).nodes[0]!.mean.reduce((sum, value) => sum + value, 0);
      errors[i] = errors[i]! + Math.abs(seen + rest - actual);
    });
  }
  const wape = Object.fromEntries(
    hours.map((hour, i) => [`after ${hour}:00`, Number(((100 * errors[i]!) / volume).toFixed(2))]),
  );
  console.log("orders of the day", wape, "(aim after 12:00: 10.5)");
  return { what: "orders of the day, corrected during the day", wape, aimAfter12: 10.5 };
}

/** Known days at origins from 16 October to 1 December 2011, the day of the origin known. */
function originsOf(set: SeriesSet, every: number): number[] {
  const known = (month: number, date: number) =>
    Math.round((Date.UTC(2011, month, date) / 1000 - set.startLocalSeconds) / day) + 1;
  const origins: number[] = [];
  for (let origin = known(9, 16); origin <= known(11, 1); origin += every) origins.push(origin);
  return origins;
}

function totalOf(set: SeriesSet): Float64Array {
  return Float64Array.from({ length: set.values[0]!.length }, (_, at) =>
    set.values.reduce((sum, values) => sum + values[at]!, 0),
  );
}

function busiest(set: SeriesSet, known: number, count: number): ReadonlySet<string> {
  const volume = set.values.map((values) => values.subarray(0, known).reduce((sum, value) => sum + value, 0));
  const order = set.names.map((_, i) => i).sort((a, b) => volume[b]! - volume[a]! || a - b);
  return new Set(order.slice(0, count).map((i) => set.names[i]!));
}
