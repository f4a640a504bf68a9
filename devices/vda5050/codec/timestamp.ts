// ISO 8601 in UTC with milliseconds, as the standard asks; read also without zone, which then means UTC.

const pattern = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|z|[+-]\d\d:?\d\d)?$/;

/** Milliseconds since 1970, or null if it is no time. `exact`: false when the zone had to be guessed. */
export function parseTimestamp(text: string): { readonly ms: number; readonly exact: boolean } | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = "0", fraction = "0", zone] = match;
  const ms =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
    Math.floor(Number(`0.${fraction}`) * 1000);
  return Number.isNaN(ms) ? null : { ms: ms - zoneMs(zone ?? "Z"), exact: zone !== undefined };
}

export function timestampText(ms: number): string {
  return new Date(ms).toISOString();
}

function zoneMs(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.slice(1).replace(":", "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
