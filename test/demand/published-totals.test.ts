// The wave machine against the national daily totals: parcels over ordinary days, State Post Bureau via Xinhua and
// People's Daily, 12-13 November of each year.
import { describe, expect, test } from "vitest";
import { festivalIntensity, openingShape2019, type WaveConfig } from "../../sim/demand/index.ts";
import { festival, local, wave } from "./example-festival.ts";

/** Parcels follow payments by about this long. */
const pickUpLagSeconds = 14 * 3600;

/** Days on which a wave opens (at 20:00) and closes, and ordinary days' parcels that it brings besides the ordinary ones. */
type NationalWave = readonly [opens: string, closes: string, days: number];

function dayFactors(from: string, days: number, ...waves: readonly NationalWave[]): readonly number[] {
  const config = {
    ...festival,
    ordinaryOrdersPerDay: 1,
    releaseLagSeconds: pickUpLagSeconds,
    waves: waves.map(
      ([opens, closes, dayMultiple]): WaveConfig => ({
        ...wave,
        ...openingShape2019,
        openLocalSeconds: local(opens, 20),
        closeLocalSeconds: local(closes),
        dayMultiple,
        closingShare: [0, 0],
        lift: [1, 1],
      }),
    ),
  };
  const noPresale = waves.map(() => 0);
  const intensity = festivalIntensity(config, local(from), days * 1440, noPresale, 1);
  return Array.from({ length: days }, (_, day) => {
    let parcels = 0;
    for (let minute = day * 1440; minute < (day + 1) * 1440; minute += 1)
      parcels += intensity.orders[minute]!;
    return parcels;
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const near = (value: number, published: number) => expect(Math.abs(value / published - 1)).toBeLessThan(0.03);

describe("national totals in ordinary days", () => {
  test("2022: 11 days at 1.3 times, 11 November at 1.8 times, two humps", () => {
    const days = dayFactors(
      "2022-11-01",
      11,
      ["2022-10-31", "2022-11-04", 2.62],
      ["2022-11-10", "2022-11-12", 1.39],
    );
    near(mean(days), 1.3);
    near(days[10]!, 1.8);
    expect(Math.min(...days.slice(4, 9))).toBeLessThan(Math.min(days[0]!, days[10]!));
  });

  test("2024: 22 days at 1.25 times, 11 November at 1.51 times, the record on 22 October", () => {
    const days = dayFactors(
      "2024-10-21",
      22,
      ["2024-10-14", "2024-11-12", 9.97],
      ["2024-10-21", "2024-10-25", 0.94],
      ["2024-11-10", "2024-11-12", 0.55],
    );
    near(mean(days), 1.25);
    near(days[21]!, 1.51);
    near(Math.max(...days), (1.25 * 729) / 581);
    expect(days.indexOf(Math.max(...days))).toBe(1);
  });

  test("2025: 22 days at 1.178 times, the record day 777 M where the mean is 634 M", () => {
    const days = dayFactors(
      "2025-10-21",
      22,
      ["2025-10-07", "2025-11-12", 8.68],
      ["2025-10-20", "2025-10-25", 0.82],
      ["2025-11-10", "2025-11-12", 0.38],
    );
    near(mean(days), 1.178);
    near(Math.max(...days) / mean(days), 777 / 634);
  });
});
