// The site's own clock: seconds since 1970-01-01T00:00 local time to calendar dates and weekdays, by integer arithmetic.

export const daySeconds = 86_400;

/** Days since 1970-01-01 of a civil date (Howard Hinnant's days-from-civil algorithm). */
export function daysOfDate(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** `"2025-11-10"` of a local time. */
export function dateOf(localSeconds: number): string {
  const days = Math.floor(localSeconds / daySeconds) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(localSeconds: number): number {
  const day = Math.floor(localSeconds / daySeconds);
  return (((day + 3) % 7) + 7) % 7;
}

/** Seconds since local midnight. */
export function secondOfDay(localSeconds: number): number {
  return localSeconds - Math.floor(localSeconds / daySeconds) * daySeconds;
}
