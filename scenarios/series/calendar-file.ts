// The calendar that a forecast may know: festivals with their occurrences and plan, leading indicators, closed days, opening hours.
import { z } from "zod";
import { emptyCalendar, type SeriesCalendar } from "../../controller/forecast/series/index.ts";
import type { Checked } from "../load/problem.ts";
import { yamlProblems } from "../load/yaml-problems.ts";
import { parseYaml } from "../load/yaml-source.ts";
import { positive } from "../schema/fields.ts";
import { parseLocalTime } from "./read-series.ts";

const time = z.string().refine((text) => parseLocalTime(text) !== null, {
  message: "a local date or date and time, e.g. 2025-10-31T20:00",
});
const day = z.string().refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseLocalTime(text) !== null, {
  message: "a date, e.g. 2025-12-25",
});
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, "a time of day, e.g. 08:30");

const occurrence = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => (parseLocalTime(from) ?? 0) < (parseLocalTime(to) ?? 0), {
    message: "to must lie after from (a date alone is its midnight)",
  });

const festival = z.strictObject({
  name: z.string().min(1),
  occurrences: z.array(occurrence).min(1),
  plan: z.strictObject({ opening: positive, plateau: positive, close: positive }).optional(),
  leading: z.strictObject({ series: z.string().min(1), days: z.int().min(1).max(90).default(21) }).optional(),
});

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const hours = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, { message: "to must lie after from" });

const calendarSchema = z.strictObject({
  festivals: z.array(festival).default([]),
  closedDays: z.array(day).default([]),
  openingHours: z.partialRecord(z.enum(weekdays), hours).optional(),
});

/** Parses a calendar in YAML; every field that is wrong comes back with its line. */
export function readSeriesCalendar(text: string, source: string): Checked<SeriesCalendar> {
  const parsed = parseYaml(text, source);
  if (!parsed.ok) return parsed;
  const yaml = parsed.value;
  const result = calendarSchema.safeParse(yaml.data);
  if (!result.success) {
    const field = "a field of a forecast calendar (docs/forecast.md)";
    return { ok: false, problems: yamlProblems(result.error.issues, yaml, field) };
  }
  const { festivals, closedDays, openingHours } = result.data;
  const secondsOf = (text: string) => parseLocalTime(text) ?? 0;
  const clockOf = (text: string) => 3600 * Number(text.slice(0, 2)) + 60 * Number(text.slice(3));
  return {
    ok: true,
    value: {
      ...emptyCalendar,
      festivals: festivals.map(({ name, occurrences, plan, leading }) => ({
        name,
        occurrences: occurrences.map(({ from, to }) => ({
          fromLocalSeconds: secondsOf(from),
          toLocalSeconds: secondsOf(to),
        })),
        plan: plan ?? null,
        leading: leading ?? null,
      })),
      closedDays: new Set(closedDays.map((text) => Math.floor(secondsOf(text) / 86_400))),
      openHours:
        openingHours === undefined
          ? null
          : weekdays.map((name) => {
              const open = openingHours[name];
              return open === undefined ? null : { from: clockOf(open.from), to: clockOf(open.to) };
            }),
    },
  };
}
