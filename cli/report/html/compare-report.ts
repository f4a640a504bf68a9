// The report of a comparison: who is best and how sure that is, forest plots, throughput with the demand behind it, waits, all KPIs.
import {
  buildSite,
  type Comparison,
  formatKpi,
  kpiDefinition,
  kpiDefinitions,
  type RunOutcome,
} from "../../../scenarios/index.ts";
import type { Floor } from "../../../sim/model/index.ts";
import type { CliContext } from "../../context.ts";
import type { ExecutedRun } from "../../execute-runs.ts";
import type { Answer } from "../../experiment/answer.ts";
import type { PreparedRuns } from "../../prepare-runs.ts";
import { startSecondsOf } from "../../scenario-time.ts";
import { textOf } from "../../text/index.ts";
import { noteLines, verdictText } from "../answer-lines.ts";
import { headlineKpis } from "../kpi-table.ts";
import { type Bilingual, both, escapeHtml } from "./bilingual.ts";
import { forestPlot } from "./forest-plot.ts";
import { heatMaps } from "./heat-map.ts";
import { type ReportSection, reportHtml } from "./page.ts";
import { timeChart } from "./time-chart.ts";

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
    sections.push(...forestSections(comparison), ...throughputSection(prepared, executed, names));
    sections.push(...waitSection(prepared, executed, names), kpiSection(comparison));
  }
  const seeds = comparison?.seeds.length ?? 0;
  return reportHtml({
    title: `${scenario.name}: ${names.join(", ")}`,
    language,
    lead: [
      {
        en: `${scenario.description.en} From ${scenario.start.replace("T", " ")}, ${scenario.hours} h, ${scenario.fleet.count} robots, ${seeds} ${seeds === 1 ? "seed" : "seeds"}; the first ${answer.fromMinutes} min are left out of the KPIs.`,
        zh: `${scenario.description.zh}自 ${scenario.start.replace("T", " ")} 起 ${scenario.hours} 小时，${scenario.fleet.count} 台机器人，${seeds} 个种子；前 ${answer.fromMinutes} 分钟不计入指标。`,
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

function forestSections(comparison: Comparison): readonly ReportSection[] {
  return comparison.strategies.slice(1).map((strategy) => ({
    title: {
      en: `${strategy.name} against ${comparison.baseline}`,
      zh: `${strategy.name} 与 ${comparison.baseline} 的比较`,
    },
    explanation: {
      en: "Square: a clear difference (the 95 % interval leaves out 0); ring: unclear. Small dots: the seeds.",
      zh: "方块：差异明确（95 % 区间不含 0）；圆圈：不确定。小点：各种子。",
    },
    body: forestPlot(
      headlineKpis
        .filter((id) => id !== "ordersArrived")
        .map((id) => ({ kpi: kpiDefinition(id), paired: strategy.paired.find((one) => one.id === id)! })),
    ),
  }));
}

function throughputSection(
  prepared: PreparedRuns,
  executed: readonly ExecutedRun[],
  names: readonly string[],
): readonly ReportSection[] {
  const strategies = names.map((name) => ({
    name,
    series: outcomesOf(executed, name).map(({ series }) => series),
  }));
  const chart = timeChart(strategies, startSecondsOf(prepared.scenario));
  if (chart === "") return [];
  return [
    {
      title: { en: "Throughput and demand", zh: "吞吐与需求" },
      explanation: {
        en: "Orders done per hour; lines are means over the seeds, bands reach from the lowest to the highest seed. Grey: orders arriving.",
        zh: "每小时完成订单；线为各种子平均，色带为最低至最高种子。灰色：到达订单。",
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
        en: "Robots that have somewhere to go and stand still: queues at stations (blue cells) are part of it; spots in aisles are jams.",
        zh: "有目的地却停住的机器人：工作站排队（蓝色格）包含在内；通道中的热点即拥堵。",
      },
      body: heatMaps(floor, maps),
    },
  ];
}

function kpiSection(comparison: Comparison): ReportSection {
  const { strategies, baseline } = comparison;
  let group = "";
  const rows = kpiDefinitions.map((kpi) => {
    const heading =
      kpi.group.id === group
        ? ""
        : `<tr class="group"><th colspan="${strategies.length + 1}">${both(kpi.group.label)}</th></tr>`;
    group = kpi.group.id;
    const cells = strategies.map(({ name, means, paired }) => {
      const value = formatKpi(kpi, means[kpi.id], { language: "en", withUnit: true });
      const verdict = name === baseline ? "open" : paired.find(({ id }) => id === kpi.id)!.verdict;
      const mark = { better: " ▲", worse: " ▽", open: "" }[verdict];
      const style = { better: ' class="good"', worse: ' class="bad"', open: "" }[verdict];
      return `<td${style}>${escapeHtml(value)}${mark}</td>`;
    });
    return `${heading}<tr><td title="${escapeHtml(kpi.description.en)}">${both(kpi.label)}</td>${cells.join("")}</tr>`;
  });
  const heads = strategies.map(({ name }) => `<th>${escapeHtml(name)}</th>`);
  return {
    title: { en: "All KPIs", zh: "全部指标" },
    explanation: {
      en: `Means over the seeds. ▲ better, ▽ worse than ${baseline}, where the 95 % interval leaves out 0.`,
      zh: `各种子平均。▲ 优于、▽ 劣于 ${baseline}（95 % 区间不含 0）。`,
    },
    body: `<div class="scroll"><table><thead><tr><th>${both({ en: "KPI", zh: "指标" })}</th>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
  };
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
