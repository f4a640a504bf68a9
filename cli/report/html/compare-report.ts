// The report of a comparison: who is best and how sure that is, forest plots, throughput with the demand behind it, waits, all KPIs.
import {
  buildSite,
  type Comparison,
  formatKpi,
  formatKpiLabel,
  hasFaults,
  type KpiDefinition,
  kpiDefinition,
  kpisOf,
  type RunOutcome,
  type Scenario,
} from "../../../scenarios/index.ts";
import type { Floor } from "../../../sim/model/index.ts";
import type { CliContext } from "../../context.ts";
import type { ExecutedRun } from "../../execute-runs.ts";
import type { Answer } from "../../experiment/answer.ts";
import type { PreparedRuns } from "../../prepare-runs.ts";
import { startSecondsOf } from "../../scenario-time.ts";
import { type Text, textOf } from "../../text/index.ts";
import { differenceText, halfText, noteLines, placeOf, verdictText } from "../answer-lines.ts";
import { headlineKpis } from "../kpi-table.ts";
import { type Bilingual, both, escapeHtml } from "./bilingual.ts";
import { forestPlot } from "./forest-plot.ts";
import { heatMaps } from "./heat-map.ts";
import { type ReportSection, reportHtml } from "./page.ts";
import { isSameDemand, timeChart } from "./time-chart.ts";

export function compareReport(
  prepared: PreparedRuns,
  answer: Answer,
  { language, version }: CliContext,
): string {
  const { scenario } = prepared;
  const { comparison, executed } = answer;
  const names = comparison?.strategies.map(({ name }) => name) ?? [];
  const sections: ReportSection[] = [];
  if (comparison !== null) {
    sections.push(...answerSection(answer), ...forestSections(comparison));
    sections.push(...throughputSection(prepared, executed, names, answer.fromMinutes));
    sections.push(...waitSection(prepared, executed, names), kpiSection(comparison, prepared.scenario));
  }
  const seeds = comparison?.seeds.length ?? 0;
  return reportHtml({
    title: `${scenario.name}: ${names.join(", ")}`,
    language,
    lead: [
      {
        en: `${scenario.description.en} From ${scenario.start.replace("T", " ")}, ${scenario.hours} h, ${scenario.fleet.count} robots, ${seeds} ${seeds === 1 ? "seed" : "seeds"}${answer.fromMinutes > 0 ? `; the first ${answer.fromMinutes} min are left out of the KPIs` : ""}.`,
        zh: `${scenario.description.zh}自 ${scenario.start.replace("T", " ")} 起 ${scenario.hours} 小时，${scenario.fleet.count} 台机器人，${seeds} 个种子${answer.fromMinutes > 0 ? `；前 ${answer.fromMinutes} 分钟不计入指标` : ""}。`,
      },
      ...verdict(answer, seeds),
    ],
    sections,
    foot: {
      en: `peakfleet ${version}. Every strategy met the same arrivals and failures, seed by seed (a saturated site draws the same orders, as many as each strategy gets through).`,
      zh: `peakfleet ${version}。逐个种子，各策略面对相同的订单到达与故障（饱和场景按同一顺序补充订单，数量取决于策略的完成速度）。`,
    },
  });
}

/** The answer in sentences: which is the best, what was left out, how precise it is. */
function verdict(answer: Answer, seeds: number): readonly Bilingual[] {
  const [en, zh] = (["en", "zh"] as const).map((language) => {
    const text = textOf(language);
    const best = seeds > 1 ? verdictText(answer, text, language) : text.oneSeed;
    return [best, ...noteLines(answer, text)];
  });
  return en!.map((sentence, i) => ({ en: sentence, zh: zh![i]! }));
}

/** The KPI that was asked for, as the terminal shows it: means, differences, wins, places. */
function answerSection(answer: Answer): readonly ReportSection[] {
  const { comparison, means } = answer;
  if (comparison === null || comparison.strategies.length < 2) return [];
  const kpi = kpiDefinition(answer.kpi);
  const [en, zh] = [textOf("en"), textOf("zh")];
  const words = (of: (text: Text) => string) => both({ en: of(en), zh: of(zh) });
  const heads = [
    words((text) => text.experiment.strategy),
    words((text) => text.experiment.meanHalf),
    words((text) => text.experiment.against(comparison.baseline)),
    words((text) => text.experiment.wins),
    words((text) => text.experiment.place),
  ];
  const rows = comparison.strategies.map(({ name, paired }, i) => {
    const own = paired.find(({ id }) => id === kpi.id);
    const half = Number.isFinite(means[i]!.half) ? ` ±${halfText(kpi, means[i]!.half)}` : "";
    const cells = [
      `${formatKpi(kpi, means[i]!.mean, { language: "en", withUnit: false })}${half}`,
      words((text) => (own === undefined ? text.experiment.placeBase : differenceText(text, kpi, own))),
      own === undefined ? "" : `${own.wins}/${own.n}`,
      words((text) => placeOf(answer, name, text)),
    ];
    return `<tr><td><strong>${escapeHtml(name)}</strong></td>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  return [
    {
      title: {
        en: `The answer: ${formatKpiLabel(kpi, "en")}`,
        zh: `结论：${formatKpiLabel(kpi, "zh")}`,
      },
      explanation: {
        en: `${kpi.description.en} A seed is one day as chance makes it: the same orders and the same breakdowns for every strategy. ±: half of the 95 % interval of the mean. ${en.experiment.howToRead}`,
        zh: `${kpi.description.zh}一个种子即偶然性给出的一天：各策略的订单与故障都相同。±：平均值 95 % 区间的一半。${zh.experiment.howToRead}`,
      },
      body: `<div class="scroll"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
    },
  ];
}

function forestSections(comparison: Comparison): readonly ReportSection[] {
  const known = new Set(kpisOf(comparison.strategies.map(({ means }) => means)).map(({ id }) => id));
  return comparison.strategies.slice(1).map((strategy) => ({
    title: {
      en: `${strategy.name} against ${comparison.baseline}`,
      zh: `${strategy.name} 与 ${comparison.baseline} 的比较`,
    },
    explanation: {
      en: `How far ${strategy.name} lies from ${comparison.baseline} (the line at 0), seed by seed. Square: a clear difference, the 95 % interval (thick line, in brackets) leaves out 0. Ring: unclear, chance may explain it. Arrow: beyond the axis. Small dots: the seeds one by one. Wins: seeds on which it does better.`,
      zh: `${strategy.name} 逐个种子与 ${comparison.baseline}（0 处的线）之差。方块：差异明确，95 % 区间（粗线，方括号）不含 0。圆圈：不确定，可能出于偶然。箭头：超出坐标轴。小点：各个种子。胜：更优的种子数。`,
    },
    body: forestPlot(
      headlineKpis
        .filter((id) => id !== "ordersArrived" && known.has(id))
        .map((id) => ({ kpi: kpiDefinition(id), paired: strategy.paired.find((one) => one.id === id)! })),
    ),
  }));
}

function throughputSection(
  prepared: PreparedRuns,
  executed: readonly ExecutedRun[],
  names: readonly string[],
  fromMinutes: number,
): readonly ReportSection[] {
  const strategies = names.map((name) => ({
    name,
    series: outcomesOf(executed, name).map(({ series }) => series),
  }));
  const chart = timeChart(strategies, { startSeconds: startSecondsOf(prepared.scenario), fromMinutes });
  const demand = isSameDemand(strategies)
    ? { en: "Grey: orders arriving, the same for all.", zh: "灰色：到达订单，对各策略相同。" }
    : {
        en: "Under saturated demand a new order follows every order that is done, so there is no demand of its own to show.",
        zh: "饱和需求下，每完成一单即补充一单，因此没有单独的需求曲线。",
      };
  if (chart === "") return [];
  return [
    {
      title: { en: "Throughput and demand", zh: "吞吐与需求" },
      explanation: {
        en: `Orders done per hour; lines are means over the seeds, bands reach from the lowest to the highest seed. ${demand.en}`,
        zh: `每小时完成订单；线为各种子平均，色带为最低至最高种子。${demand.zh}`,
      },
      body: chart,
    },
  ];
}

function waitSection(
  prepared: PreparedRuns,
  executed: readonly ExecutedRun[],
  names: readonly string[],
): readonly ReportSection[] {
  const isSampled = executed.some(({ result }) => "waits" in result);
  const floor = isSampled ? floorOf(prepared) : null;
  if (floor === null) return [];
  const maps = names.flatMap((name) => {
    const sampled = outcomesOf(executed, name).filter(({ waits }) => waits?.length === floor.kind.length);
    if (sampled.length === 0) return [];
    const perHour = new Float64Array(floor.kind.length);
    for (const { waits, step } of sampled) {
      const { stepSeconds, warmupMinutes } = prepared.scenario;
      const hours = (step * stepSeconds) / 3600 - warmupMinutes / 60;
      for (let cell = 0; cell < perHour.length; cell += 1)
        perHour[cell]! += waits![cell]! / hours / sampled.length;
    }
    return [{ name, perHour }];
  });
  if (maps.length === 0) return [];
  return [
    {
      title: { en: "Where robots wait", zh: "机器人在哪里停等" },
      explanation: {
        en: "Seen from above: the stronger the colour, the longer robots waited there, after the scenario's own warm-up, mean over the seeds. A robot waits when it has somewhere to go and stands still, or stands at a station without being served. Queues at stations are wanted to a degree; colour in the aisles is a jam. One scale for all strategies.",
        zh: "俯视图：颜色越强，机器人在此等待越久（场景自身预热之后，各种子平均）。有目的地却停住，或在工作站未被服务，即为等待。工作站排队在一定程度上是需要的；通道中的颜色即拥堵。各策略同一标度。",
      },
      body: heatMaps(floor, maps),
    },
  ];
}

function kpiSection(comparison: Comparison, scenario: Scenario): ReportSection {
  const { strategies, baseline } = comparison;
  let group = "";
  const reports = strategies.map(({ means }) => means);
  const rows = kpisOf(reports, hasFaults(scenario) ? "all" : "happened").map((kpi) => {
    const heading =
      kpi.group.id === group
        ? ""
        : `<tr class="group"><th colspan="${strategies.length + 1}">${both(kpi.group.label)}</th></tr>`;
    group = kpi.group.id;
    const cells = strategies.map(({ name, means, paired }) => {
      const verdict = name === baseline ? "open" : paired.find(({ id }) => id === kpi.id)!.verdict;
      const mark = { better: " ▲", worse: " ▽", open: "" }[verdict];
      const style = { better: ' class="good"', worse: ' class="bad"', open: "" }[verdict];
      return `<td${style}>${kpiValue(kpi, means[kpi.id])}${mark}</td>`;
    });
    return `${heading}<tr><td><details><summary>${both(kpi.label)}</summary><p>${both(kpi.description)}</p></details></td>${cells.join("")}</tr>`;
  });
  const heads = strategies.map(({ name }) => `<th>${escapeHtml(name)}</th>`);
  return {
    title: { en: "All KPIs", zh: "全部指标" },
    explanation: {
      en: `Means over the seeds; open a name to read what it means. ▲ better, ▽ worse than ${baseline}, where the 95 % interval leaves out 0.`,
      zh: `各种子平均；点开名称可看含义。▲ 优于、▽ 劣于 ${baseline}（95 % 区间不含 0）。`,
    },
    body: `<div class="scroll"><table><thead><tr><th>${both({ en: "KPI", zh: "指标" })}</th>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
  };
}

/** A value with its unit, in both languages. */
function kpiValue(kpi: KpiDefinition, value: number): string {
  const text = (language: "en" | "zh") => formatKpi(kpi, value, { language, withUnit: true });
  return text("en") === text("zh") ? escapeHtml(text("en")) : both({ en: text("en"), zh: text("zh") });
}

export function outcomesOf(executed: readonly ExecutedRun[], strategy: string): readonly RunOutcome[] {
  return executed.flatMap(({ job, result }) =>
    job.strategy.name === strategy && result.kind === "complete" ? [result] : [],
  );
}

/** The floor that all runs share, or null where it cannot be built (then no run was done either). */
function floorOf(prepared: PreparedRuns): Floor | null {
  const job = prepared.jobs[0];
  if (job === undefined) return null;
  const built = buildSite(job.scenario, job.inputs, job.seed);
  return built.ok ? built.value.setup.floor : null;
}
