// The floor with the places where robots stood still on their way, the same scale for all strategies.
import type { Floor } from "../../../sim/model/index.ts";
import { both, escapeHtml } from "./bilingual.ts";

export interface WaitMap {
  readonly name: string;
  /** Robot-seconds per cell and simulated hour, mean over the seeds. */
  readonly perHour: Float64Array;
}

export function heatMaps(floor: Floor, maps: readonly WaitMap[]): string {
  let most = 0;
  for (const { perHour } of maps) for (const value of perHour) most = Math.max(most, value);
  const kinds = base64(floor.kind);
  const figures = maps.map(({ name, perHour }) => {
    // The root spreads the many small values; a cell with any wait is never invisible.
    const heat = Uint8Array.from(perHour, (value) =>
      value <= 0 || most === 0 ? 0 : Math.max(6, Math.round(255 * Math.sqrt(value / most))),
    );
    const total = perHour.reduce((sum, value) => sum + value, 0);
    const hours = (total / 3600).toFixed(1);
    const sum = both({
      en: `${hours} robot-hours per hour stand still`,
      zh: `每小时共停等 ${hours} 机器人·小时`,
    });
    return `<figure><figcaption><strong>${escapeHtml(name)}</strong>: ${sum}</figcaption><canvas data-cells="${base64(heat)}" data-kinds="${kinds}" data-width="${floor.width}" data-height="${floor.height}" role="img" aria-label="${escapeHtml(name)}"></canvas></figure>`;
  });
  return `<div class="floors">${figures.join("")}</div><p class="soft">${both({
    en: `Darkest: ${Math.round(most)} robot-seconds per hour in one cell.`,
    zh: `最深处：单个格位每小时 ${Math.round(most)} 机器人·秒。`,
  })}</p>`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
