// A plan as text: zones, periods, prices in words, and the models with what it took to solve them.
import type { PlanOutcome, SolvedModel } from "../../scenarios/index.ts";
import type { CliContext } from "../context.ts";
import { formatClock, formatCount, formatNumber } from "../format.ts";
import { type Column, renderTable } from "../table/table.ts";
import { formatOrders, priceSentences } from "./plan-prices.ts";

export function planLines(
  context: CliContext,
  outcome: PlanOutcome,
  startSeconds: number,
): readonly string[] {
  const { plan: text } = context.text;
  const time = formatClock(startSeconds, outcome.madeAtStep * outcome.stepSeconds, "date-time");
  const lines = [text.made(time, formatCount(outcome.ordersOpen))];
  const section = (title: string, body: readonly string[]) =>
    lines.push("", context.colors.bold(title), ...body);
  if (outcome.slotting !== null) section(text.slotting, zoneLines(context, outcome));
  if (outcome.dispatch !== null) section(text.dispatch, periodLines(context, outcome, startSeconds));
  const sentences = priceSentences(context, outcome, startSeconds);
  if (sentences.length > 0) section(text.prices, sentences);
  section(text.solvers, modelLines(context, outcome.solved));
  return lines;
}

const right = (header: string): Column => ({ header, align: "right" });
const name = (header: string): Column => ({ header, align: "left", wrap: false });

function zoneLines(context: CliContext, outcome: PlanOutcome): readonly string[] {
  const { plan: text } = context.text;
  const percent = (share: number) => (100 * share).toFixed(1);
  const heads = [text.places, text.stockNow, text.stock, text.demandNow, text.demand, text.zonePrice];
  const rows = outcome.zones.map((zone) => [
    text.zoneName(zone.zone + 1),
    formatCount(zone.places),
    percent(zone.stockShareNow),
    percent(zone.stockShare),
    percent(zone.demandShareNow),
    percent(zone.demandShare),
    formatNumber(zone.price),
  ]);
  return renderTable([name(text.zone), ...heads.map(right)], rows, { width: context.out.columns });
}

function periodLines(context: CliContext, outcome: PlanOutcome, startSeconds: number): readonly string[] {
  const { plan: text } = context.text;
  const { dispatch, stepSeconds } = outcome;
  if (dispatch === null) return [];
  const heads = [
    ...[text.release, text.backlog, text.pickStations, text.replenishStations],
    ...[
      text.robotsPick,
      text.robotsReplenish,
      text.robotsCharge,
      text.robotsMove,
      text.robotPrice,
      text.stationPrice,
    ],
  ];
  const one = (value: number) => (Math.round(value * 10) / 10).toString();
  const rows = Array.from({ length: dispatch.periodCount }, (_, t) => [
    formatClock(
      startSeconds,
      Math.round((dispatch.fromStep + t * dispatch.periodSteps) * stepSeconds),
      "time",
    ),
    formatCount(dispatch.releaseOrders[t]!),
    formatCount(dispatch.backlogOrders[t]!),
    one(dispatch.pickStationsOpen[t]!),
    one(dispatch.replenishStationsOpen[t]!),
    one(dispatch.robotsPick[t]!),
    one(dispatch.robotsReplenish[t]!),
    one(dispatch.robotsCharge[t]!),
    one(dispatch.robotsReposition[t]!),
    formatOrders(dispatch.robotHourPrice[t]!),
    formatOrders(dispatch.stationHourPrice[t]!),
  ]);
  return renderTable([name(text.from), ...heads.map(right)], rows, { width: context.out.columns });
}

function modelLines(context: CliContext, solved: readonly SolvedModel[]): readonly string[] {
  const { plan: text } = context.text;
  const rows = solved.map(({ model, solution, wallSeconds }) => [
    model.name,
    formatCount(model.columnCount),
    formatCount(model.rowCount),
    solution.solver,
    text.statuses[solution.status],
    Number.isFinite(solution.objective) ? formatNumber(solution.objective) : "–",
    formatGap(solution.gap),
    formatCount(solution.iterations),
    wallSeconds.toFixed(3),
  ]);
  const columns = [
    name(text.model),
    right(text.columns),
    right(text.rows),
    name(text.solverName),
    name(text.status),
    right(text.objective),
    right(text.gap),
    right(text.iterations),
    right(text.seconds),
  ];
  const notes = solved.flatMap(({ model, solution }) =>
    solution.message === "" ? [] : [context.colors.dim(`${model.name}: ${solution.message}`)],
  );
  return [...renderTable(columns, rows, { width: context.out.columns }), ...notes];
}

/** `0 %`, `0.02 %`; below what the check can tell apart it is 0. */
function formatGap(gap: number): string {
  if (!Number.isFinite(gap)) return "–";
  return gap < 1e-7 ? "0 %" : `${Number((100 * gap).toPrecision(2))} %`;
}
