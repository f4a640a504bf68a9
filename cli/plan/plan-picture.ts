// A plan as pictures: orders against the forecast, stations, robots by purpose, prices, zones. One self-contained page.
import type { PlanOutcome } from "../../scenarios/index.ts";
import { formatClock } from "../format.ts";
import type { Language } from "../ports.ts";
import { type ChartSize, inBothSizes, round, scaleOf, xAxis, yAxis } from "../report/html/axes.ts";
import { type Bilingual, both } from "../report/html/bilingual.ts";
import { colourOf, dashOf, type ReportSection, reportHtml } from "../report/html/page.ts";

interface Line {
  readonly name: Bilingual;
  /** One per period. */
  readonly values: ArrayLike<number>;
}

/** `sentences` are the prices in words, in both languages. */
export function planPicture(
  language: Language,
  title: string,
  outcome: PlanOutcome,
  startSeconds: number,
  sentences: readonly Bilingual[],
): string {
  const { dispatch, forecast } = outcome;
  const sections: ReportSection[] = [];
  const chart = (lines: readonly Line[], unit: Bilingual, area: Line | null = null) =>
    stepChart(outcome, startSeconds, lines, unit, area);
  if (dispatch !== null) {
    const orders: Line[] = [
      { name: { en: "to pick in the period", zh: "本时段拣选" }, values: dispatch.releaseOrders },
      { name: { en: "open at its end", zh: "时段末未完成" }, values: dispatch.backlogOrders },
      { name: { en: "of these late", zh: "其中超时" }, values: dispatch.lateOrders },
    ];
    const arriving = forecast && {
      name: { en: "expected to arrive", zh: "预计到达" },
      values: forecast.orders,
    };
    sections.push({
      title: { en: "Orders", zh: "订单" },
      explanation: {
        en: "What the plan picks in each period, what is left open, and what the forecast expects to come.",
        zh: "计划每个时段拣选多少、剩余多少，以及预测到达多少。",
      },
      body: chart(orders, { en: "orders", zh: "订单" }, arriving),
    });
    sections.push({
      title: { en: "Robots", zh: "机器人" },
      explanation: { en: "How many robots do what.", zh: "各类作业的机器人数量。" },
      body: chart(
        [
          { name: { en: "pick", zh: "拣选" }, values: dispatch.robotsPick },
          { name: { en: "stow", zh: "补货" }, values: dispatch.robotsReplenish },
          { name: { en: "charge", zh: "充电" }, values: dispatch.robotsCharge },
          { name: { en: "move pods", zh: "移库" }, values: dispatch.robotsReposition },
        ],
        { en: "robots", zh: "机器人" },
      ),
    });
    sections.push({
      title: { en: "Stations", zh: "工作站" },
      explanation: { en: "How many stations are open.", zh: "开放的工作站数量。" },
      body: chart(
        [
          { name: { en: "pick stations", zh: "拣选站" }, values: dispatch.pickStationsOpen },
          { name: { en: "stow stations", zh: "补货站" }, values: dispatch.replenishStationsOpen },
        ],
        { en: "stations", zh: "工作站" },
      ),
    });
    sections.push({
      title: { en: "Prices", zh: "价格" },
      explanation: {
        en: "What one more hour of a robot or of a pick station would bring; 0 where there are enough of them.",
        zh: "多一小时机器人或拣选站可多完成的订单；充足时为 0。",
      },
      body: `${chart(
        [
          { name: { en: "robot-hour", zh: "机器人小时" }, values: dispatch.robotHourPrice },
          { name: { en: "station-hour", zh: "工作站小时" }, values: dispatch.stationHourPrice },
        ],
        { en: "orders", zh: "订单" },
      )}<ul>${sentences.map((sentence) => `<li>${both(sentence)}</li>`).join("")}</ul>`,
    });
  }
  if (outcome.zones.length > 0) {
    sections.push({
      title: { en: "Zones", zh: "库区" },
      explanation: {
        en: "Share of the demand whose stock stands in each zone: now, and as the slotting plan wants it. Zone 1 is the nearest.",
        zh: "各库区库存对应的需求份额：现在与库位计划。库区 1 最近。",
      },
      body: zoneChart(outcome),
    });
  }
  return reportHtml({
    title,
    language,
    lead: [],
    sections,
    foot: {
      en: "Made by peakfleet plan; docs/planning.md.",
      zh: "由 peakfleet plan 生成；见 docs/planning.md。",
    },
  });
}

/** Values that hold for a period each, drawn as steps over the site's clock. */
function stepChart(
  { dispatch, stepSeconds }: PlanOutcome,
  startSeconds: number,
  lines: readonly Line[],
  unit: Bilingual,
  area: Line | null,
): string {
  const { periodCount, fromStep, periodSteps } = dispatch!;
  const draw = ({ width, height, box, ticks }: ChartSize) => {
    const all = [...lines, ...(area ? [area] : [])].flatMap(({ values }) => Array.from(values));
    const y = scaleOf([0, ...all], [box.bottom, box.top]);
    const x = (t: number) => round(box.left + (t / periodCount) * (box.right - box.left));
    const steps = (values: ArrayLike<number>) =>
      Array.from(
        { length: periodCount },
        (_, t) => `${x(t)} ${round(y.at(values[t] ?? 0))}H${x(t + 1)}`,
      ).join("L");
    const filled = area
      ? `<path d="M${x(0)} ${box.bottom}L${steps(area.values)}V${box.bottom}Z" fill="var(--demand)" opacity=".45"/>`
      : "";
    const drawn = lines.map(
      ({ values }, i) =>
        `<path d="M${steps(values)}" fill="none" stroke="${colourOf(i)}" stroke-width="2.5" stroke-dasharray="${dashOf(i)}"/>`,
    );
    const every = Math.max(1, Math.ceil(periodCount / ticks));
    const marks = Array.from({ length: Math.floor(periodCount / every) + 1 }, (_, i) => ({
      x: x(i * every),
      text: formatClock(startSeconds, (fromStep + i * every * periodSteps) * stepSeconds, "time"),
    }));
    return `<svg viewBox="0 0 ${width} ${height}" role="img">${yAxis(y, box, unit)}${filled}${drawn.join("")}${xAxis(marks, box, { en: "site clock", zh: "现场时间" })}</svg>`;
  };
  return `${lineLegend(lines, area)}${inBothSizes(draw)}`;
}

function lineLegend(lines: readonly Line[], area: Line | null): string {
  const items = lines.map(
    ({ name }, i) =>
      `<li><svg viewBox="0 0 44 16" aria-hidden="true"><path d="M2 8H42" stroke="${colourOf(i)}" stroke-width="3" stroke-dasharray="${dashOf(i)}"/></svg>${both(name)}</li>`,
  );
  if (area)
    items.unshift(
      `<li><svg viewBox="0 0 44 16" aria-hidden="true"><path d="M2 2H42V14H2Z" fill="var(--demand)" opacity=".45"/></svg>${both(area.name)}</li>`,
    );
  return `<ul class="legend">${items.join("")}</ul>`;
}

function zoneChart({ zones }: PlanOutcome): string {
  const draw = ({ width, height, box }: ChartSize) => {
    const y = scaleOf(
      [0, ...zones.flatMap((zone) => [100 * zone.demandShareNow, 100 * zone.demandShare])],
      [box.bottom, box.top],
    );
    const room = (box.right - box.left) / zones.length;
    const bar = (value: number, at: number, i: number) =>
      `<path d="M${round(at)} ${box.bottom}V${round(y.at(100 * value))}h${round(room * 0.3)}V${box.bottom}Z" fill="${i === 0 ? "var(--demand)" : colourOf(0)}"/>`;
    const bars = zones.map((zone, i) => {
      const left = box.left + i * room + room * 0.18;
      return bar(zone.demandShareNow, left, 0) + bar(zone.demandShare, left + room * 0.34, 1);
    });
    const marks = zones.map((zone, i) => ({ x: box.left + (i + 0.5) * room, text: String(zone.zone + 1) }));
    return `<svg viewBox="0 0 ${width} ${height}" role="img">${yAxis(y, box, { en: "demand, %", zh: "需求，%" })}${bars.join("")}${xAxis(marks, box, { en: "zone", zh: "库区" })}</svg>`;
  };
  const square = (fill: string, name: Bilingual) =>
    `<li><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1 1H15V15H1Z" fill="${fill}"/></svg>${both(name)}</li>`;
  const names = `${square("var(--demand)", { en: "now", zh: "现在" })}${square(colourOf(0), { en: "planned", zh: "计划" })}`;
  return `<ul class="legend squares">${names}</ul>${inBothSizes(draw)}`;
}
