// What the site knows of its calendar, in periods: closed days, festivals with their past and coming occurrences.
import { daySeconds } from "../calendar-day.ts";
import type { PeriodClock } from "./series-set.ts";

/** One time that a festival took or will take place. */
export interface FestivalOccurrence {
  readonly fromLocalSeconds: number;
  readonly toLocalSeconds: number;
}

/** What is planned of a festival that has never been seen: multiples of an ordinary day. */
export interface FestivalPlan {
  readonly opening: number;
  readonly plateau: number;
  readonly close: number;
}

/** Presale carts or another signal that goes before a festival: the sum of a series over some days before the opening. */
export interface LeadingIndicator {
  readonly series: string;
  readonly days: number;
}

export interface Festival {
  readonly name: string;
  readonly occurrences: readonly FestivalOccurrence[];
  readonly plan: FestivalPlan | null;
  readonly leading: LeadingIndicator | null;
}

export interface SeriesCalendar {
  readonly festivals: readonly Festival[];
  /** Local day numbers on which nothing is sold or shipped. */
  readonly closedDays: ReadonlySet<number>;
  /** Opening hours in seconds of the local day per weekday (0 = Monday); `null` = as the history shows. */
  readonly openHours: readonly ({ readonly from: number; readonly to: number } | null)[] | null;
}

export const emptyCalendar: SeriesCalendar = { festivals: [], closedDays: new Set(), openHours: null };

/** An occurrence on the clock of periods: `[from, to)`. */
export interface PeriodSpan {
  readonly from: number;
  readonly to: number;
}

export function spanOf(occurrence: FestivalOccurrence, clock: PeriodClock): PeriodSpan {
  const start = clock.firstDay * daySeconds;
  return {
    from: Math.floor((occurrence.fromLocalSeconds - start) / clock.periodSeconds),
    to: Math.ceil((occurrence.toLocalSeconds - start) / clock.periodSeconds),
  };
}

/** Local day number of a period's start. */
export function dayOfPeriod(period: number, clock: PeriodClock): number {
  return clock.firstDay + Math.floor((period * clock.periodSeconds) / daySeconds);
}

/** Whether every day of the period is closed. */
export function isClosedPeriod(period: number, clock: PeriodClock, calendar: SeriesCalendar): boolean {
  const days = clock.periodSeconds / daySeconds;
  const first = dayOfPeriod(period, clock);
  for (let day = first; day < first + days; day += 1) if (!calendar.closedDays.has(day)) return false;
  return calendar.closedDays.size > 0;
}
