// The moment that `--at` names, within a scenario.
import { parseLocalSeconds } from "../../scenarios/index.ts";

const day = 86_400;

/**
 * Seconds after the start: `90m`, `2h`, `30s` count from there, `21:00` is the next such time, `2025-11-10T21:00` is itself.
 * Undefined when it is none of these.
 */
export function planSeconds(text: string, startLocalSeconds: number): number | undefined {
  const offset = /^\+?(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
  if (offset !== null) return Number(offset[1]) * { s: 1, m: 60, h: 3600 }[offset[2] as "s" | "m" | "h"];
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (clock !== null) {
    const timeOfDay = Number(clock[1]) * 3600 + Number(clock[2]) * 60;
    return (((timeOfDay - startLocalSeconds) % day) + day) % day;
  }
  const local = parseLocalSeconds(text);
  return local === null ? undefined : local - startLocalSeconds;
}
