// Small field types that every part of the scenario schema shares: text in two languages, ranges, shares, local times.
import { z } from "zod";

/** Text shown to people, English and Chinese. */
export const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/** Lower-case words joined by hyphens: safe in file names, URLs and on the command line. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens, e.g. double-11-2025");

export const positive = z.number().positive();
export const nonNegative = z.number().nonnegative();
export const share = z.number().min(0).max(1);
export const count = z.int().min(1);

/** Uniform range with `min ≤ max`. */
export function range(bound: z.ZodNumber) {
  return z
    .strictObject({ min: bound, max: bound })
    .refine((value) => value.min <= value.max, { message: "min must not be above max" });
}

const localDateTimePattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Seconds since 1970-01-01T00:00 of a local date-time such as `2025-11-10T20:00`, or null when it is not one. A site
 * lives by its own clock: there is no time zone in a scenario.
 */
export function parseLocalSeconds(text: string): number | null {
  const match = localDateTimePattern.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return midnight / 1000 + hour * 3600 + minute * 60 + second;
}

/** `2025-11-10T20:00:00` from seconds of local time. */
export function formatLocalSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}

/** A time of day. */
export const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a clock time, e.g. 20:00")
  .meta({ examples: ["20:00"] });

/** Seconds since midnight of a clock time. */
export function clockSeconds(text: string): number {
  const [hours, minutes] = text.split(":").map(Number);
  return hours! * 3600 + minutes! * 60;
}

export const localDateTime = z
  .string()
  .refine((text) => parseLocalSeconds(text) !== null, {
    message: "a local date and time, e.g. 2025-11-10T20:00",
  })
  .meta({ examples: ["2025-11-10T20:00"] });
