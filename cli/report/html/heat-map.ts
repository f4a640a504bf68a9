// The floor with the places where robots waited, as one picture per strategy on the same scale: every level of waiting is one
// path, so that a floor of many thousand cells stays small.
import { CellKind, type Floor } from "../../../sim/model/index.ts";
import { both, escapeHtml } from "./bilingual.ts";

export interface WaitMap {
  readonly name: string;
  /** Robot-seconds per cell and simulated hour, mean over the seeds. */
  readonly perHour: Float64Array;
}

/** Levels of waiting; each is four times the one before, so that a queue does not drown the aisles. */
const levels = 6;
const levelFactor = 4;

export function heatMaps(floor: Floor, maps: readonly WaitMap[]): string {
  let most = 0;
  for (const { perHour } of maps) for (const value of perHour) most = Math.max(most, value);
  const bounds = Array.from({ length: levels }, (_, level) => most / levelFactor ** (levels - 1 - level));
  const figures = maps.map(({ name, perHour }) => {
    const total = perHour.reduce((sum, value) => sum + value, 0);
    const robots = (total / 3600).toFixed(1);
    const caption = both({
      en: `${robots} robots wait at any time, on average`,
      zh: `任一时刻平均有 ${robots} 台机器人在等待`,
    });
    return `<figure><figcaption><strong>${escapeHtml(name)}</strong>: ${caption}</figcaption>${floorSvg(floor, perHour, bounds, name)}</figure>`;
  });
  return `<div class="floors">${figures.join("")}</div>${heatLegend(bounds)}`;
}

function floorSvg(floor: Floor, perHour: Float64Array, bounds: readonly number[], name: string): string {
  const kinds: readonly (readonly [string, (kind: number) => boolean])[] = [
    ["var(--wall)", (kind) => kind === CellKind.blocked],
    ["var(--shelf)", (kind) => kind === CellKind.podPlace],
    ["var(--station)", (kind) => kind === CellKind.queue || kind === CellKind.work],
    ["var(--charger)", (kind) => kind === CellKind.charger],
  ];
  const base = kinds.map(([fill, fits]) => cellsPath(floor, (cell) => fits(floor.kind[cell]!), fill));
  const heat = bounds.map((bound, level) => {
    const from = level === 0 ? 0 : bounds[level - 1]!;
    const isHere = (cell: number) => perHour[cell]! > from && perHour[cell]! <= bound;
    return cellsPath(floor, isHere, `var(--heat${level + 1})`);
  });
  return `<svg class="floor" viewBox="0 0 ${floor.width} ${floor.height}" role="img" aria-label="${escapeHtml(name)}" shape-rendering="crispEdges"><rect width="${floor.width}" height="${floor.height}" fill="var(--aisle)"/>${base.join("")}${heat.join("")}</svg>`;
}

/** All cells that fit as one path, runs of neighbours in a row as one rectangle. */
function cellsPath({ width, height }: Floor, fits: (cell: number) => boolean, fill: string): string {
  const parts: string[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!fits(y * width + x)) continue;
      const from = x;
      while (x + 1 < width && fits(y * width + x + 1)) x += 1;
      parts.push(`M${from} ${y}h${x + 1 - from}v1h${from - x - 1}z`);
    }
  }
  return parts.length === 0 ? "" : `<path fill="${fill}" d="${parts.join("")}"/>`;
}

function heatLegend(bounds: readonly number[]): string {
  const swatch = (fill: string) =>
    `<svg viewBox="0 0 16 16" aria-hidden="true"><path fill="var(${fill})" d="M0 0H16V16H0Z"/></svg>`;
  const heat = bounds.map(
    (bound, level) => `<li>${swatch(`--heat${level + 1}`)}≤ ${secondsText(bound)}</li>`,
  );
  const places = [
    ["--shelf", { en: "pod or shelf place", zh: "货架位" }],
    ["--station", { en: "station and its queue", zh: "工作站及其排队格" }],
    ["--charger", { en: "charger", zh: "充电位" }],
    ["--wall", { en: "no way for robots", zh: "机器人不可通行" }],
  ] as const;
  return `<ul class="legend squares"><li>${both({
    en: "Robot seconds waited in a cell per hour:",
    zh: "每格每小时的等待（机器人·秒）：",
  })}</li>${heat.join("")}</ul><ul class="legend squares">${places
    .map(([fill, label]) => `<li>${swatch(fill)}${both(label)}</li>`)
    .join("")}</ul>`;
}

function secondsText(seconds: number): string {
  return seconds < 10 ? seconds.toFixed(1) : Math.round(seconds).toLocaleString("en-US");
}
