// What the commands of experiments say, in English.
export const experimentEn = {
  resumed: (known: number, all: number) =>
    `${known} of ${all} runs were finished earlier and are taken from the folder`,
  damaged: (file: string, why: string) => `${file} cannot be read (${why}): its run is done again`,
  goOn: (dir: string) => `The same command with --out ${dir} goes on from there.`,
  atMost: (seeds: number, precision: string) =>
    `At most ${seeds} seeds; ends as soon as every difference is known to ±${precision}`,
  warmUpFound: (minutes: number) =>
    `Warm-up left out: ${minutes} min, as MSER-5 finds it in the units picked (the longest of all strategies).`,
  warmUpUnsettled:
    "It reaches to the middle of the runs, the farthest that is looked at: the throughput does not settle. Under a demand that keeps changing MSER-5 cannot tell warm-up from demand; simulate more hours, or name a time with --warm-up.",
  precisionReached: (seeds: number, half: string, wanted: string) =>
    `Precision: every difference is known to ±${half} after ${seeds} seeds (wanted: ±${wanted}).`,
  precisionMissed: (seeds: number, half: string, wanted: string) =>
    `Precision: differences are known only to ±${half} after ${seeds} seeds (wanted: ±${wanted}). Raise --seeds to go on.`,
  answerTitle: (kpi: string, seeds: number, from: string) => `${kpi}: ${seeds} seeds, measured ${from}`,
  fromStart: "from the start",
  fromTime: (time: string) => `from ${time} on`,
  strategy: "Strategy",
  meanHalf: "Mean ±95%",
  against: (base: string) => `Against ${base}`,
  wins: "Wins",
  place: "Place",
  placeBest: "best",
  placeMaybe: "may be best",
  placeNot: "not best",
  placeBase: "baseline",
  howToRead:
    "In brackets: 95% interval of the difference, seed by seed on the same demand. Wins: seeds on which the strategy does better than the baseline.",
  best: (name: string, kpi: string, share: string, ahead: string) =>
    `${name} is the best in ${kpi} with ${share} confidence, all comparisons together: ahead of every other by at least ${ahead}.`,
  mayBeBest: (names: string, kpi: string, share: string, leader: string, behind: string) =>
    `Not decided: each of ${names} may be the best in ${kpi} (${share}). Whichever is, ${leader} is behind it by at most ${behind}. More seeds tell them apart.`,
  notRanked: (kpi: string) =>
    `${kpi} has no value on some seeds, or neither direction is better: not ranked.`,
  wholeSeeds: (seeds: number) =>
    `Not all runs are complete: only seeds that every strategy has finished count (${seeds}).`,
  points: (points: number, strategies: number, seeds: number) =>
    `${points} points × ${strategies} strategies × ${seeds} seeds`,
  reached: (strategy: string, at: string, goal: string, mean: string) =>
    `${strategy}: ${at} is the first with ${goal} (mean ${mean})`,
  reachedSurely: (at: string) => `the whole 95 % interval from ${at} on`,
  reachedPerhaps: (at: string) => `by chance perhaps ${at} already`,
  neverSurely: "its 95 % interval nowhere as a whole: more seeds, or further values",
  notReached: (strategy: string, goal: string) => `${strategy}: no value reaches ${goal}`,
  fallsBack: (at: string) => `but not at ${at}, which comes after it`,
  /** Parts of one sentence. */
  sentence: (parts: readonly string[]) => `${parts.join("; ")}.`,
  tooManyPoints: (points: number, most: number) => `at most ${most} points in all; found ${points}`,
};

export type ExperimentText = typeof experimentEn;
