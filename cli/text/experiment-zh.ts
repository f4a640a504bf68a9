// What the commands of experiments say, in Chinese.
import type { ExperimentText } from "./experiment-en.ts";

export const experimentZh: ExperimentText = {
  resumed: (known, all) => `${all} 次运行中有 ${known} 次先前已完成，直接取自该文件夹`,
  damaged: (file, why) => `无法读取 ${file}（${why}），将重新运行`,
  goOn: (dir) => `用同样的命令加 --out ${dir} 可从此处继续。`,
  atMost: (seeds, precision) => `最多 ${seeds} 个种子；每个差异精确到 ±${precision} 时即结束`,
  warmUpFound: (minutes) => `略去预热期 ${minutes} 分钟，由 MSER-5 从拣选件数得出（取各策略中最长者）。`,
  warmUpUnsettled:
    "预热期已到运行的中点，即所考察的最远处：吞吐量没有稳定下来。需求持续变化时 MSER-5 无法区分预热与需求；请延长模拟，或用 --warm-up 给出时间。",
  precisionReached: (seeds, half, wanted) =>
    `精度：${seeds} 个种子后，每个差异精确到 ±${half}（要求 ±${wanted}）。`,
  precisionMissed: (seeds, half, wanted) =>
    `精度：${seeds} 个种子后，差异只精确到 ±${half}（要求 ±${wanted}）。请增大 --seeds 继续。`,
  answerTitle: (kpi, seeds, from) => `${kpi}：${seeds} 个种子，${from}统计`,
  fromStart: "从开始起",
  fromTime: (time) => `从 ${time} 起`,
  strategy: "策略",
  meanHalf: "平均 ±95%",
  against: (base) => `相对 ${base}`,
  wins: "胜出",
  place: "名次",
  placeBest: "最优",
  placeMaybe: "可能最优",
  placeNot: "非最优",
  placeBase: "基准",
  howToRead: "方括号：同一需求下逐个种子之差的 95% 区间。胜出：该策略优于基准的种子数。",
  best: (name, kpi, share, ahead) =>
    `综合全部比较，以 ${share} 置信度，${name} 的${kpi}最优：至少领先其他任何策略 ${ahead}。`,
  mayBeBest: (names, kpi, share, leader, behind) =>
    `尚不能区分：${names} 都可能是${kpi}最优（${share}）。无论哪个最优，${leader} 至多落后 ${behind}。增加种子可区分。`,
  notRanked: (kpi) => `${kpi}在某些种子上没有数值，或无所谓优劣：不排名。`,
  wholeSeeds: (seeds) => `运行没有全部完成：只统计所有策略都已完成的种子（${seeds} 个）。`,
  points: (points, strategies, seeds) => `${points} 个取值 × ${strategies} 个策略 × ${seeds} 个种子`,
  reached: (strategy, at, goal, mean) => `${strategy}：${at} 首先达到 ${goal}（平均 ${mean}）`,
  reachedSurely: (at) => `自 ${at} 起整个 95 % 区间均达到`,
  reachedPerhaps: (at) => `考虑偶然性，${at} 或许已够`,
  neverSurely: "95 % 区间始终未整体达到：请增加种子或取值",
  notReached: (strategy, goal) => `${strategy}：没有取值达到 ${goal}`,
  fallsBack: (at) => `但其后的 ${at} 未达到`,
  sentence: (parts) => `${parts.join("；")}。`,
  tooManyPoints: (points, most) => `总共最多 ${most} 个取值组合；给出了 ${points} 个`,
};
