// The `faults:` and `people:` sections of a scenario: what goes wrong, and how the people at the stations work.
import { z } from "zod";
import { ordersOfClosedStation } from "../../sim/model/index.ts";
import { clock, nonNegative, parseLocalSeconds, positive, range, share } from "./fields.ts";

const offsetPattern = /^\+(?=\d)(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/;

/** Seconds from the start of a scenario to a fault's `at`: `+2h30m`, or a local date and time. Null when it is neither. */
export function secondsFromStart(at: string, startLocalSeconds: number): number | null {
  const match = offsetPattern.exec(at);
  if (match === null) {
    const local = parseLocalSeconds(at);
    return local === null ? null : local - startLocalSeconds;
  }
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  return hours * 3600 + minutes * 60 + seconds;
}

const at = z
  .string()
  .refine((text) => secondsFromStart(text, 0) !== null, {
    message: "a local date and time, e.g. 2025-11-10T20:00, or a time from the start, e.g. +2h30m",
  })
  .meta({
    description: "a local date and time, or a time from the start: +2h30m",
    examples: ["2025-11-10T20:00", "+2h30m"],
  });

const station = z
  .union([z.int().min(0), z.string().min(1)])
  .meta({ description: "station id, from 0, or name" });

const minutes = positive.max(60 * 24 * 400);

const plannedFault = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("robot-fails"),
    at,
    robot: z.int().min(0).meta({ description: "robot id, from 0" }),
    minutes,
  }),
  z.strictObject({
    kind: z.literal("station-closes"),
    at,
    station,
    minutes,
    orders: z.enum(ordersOfClosedStation).default("finish").meta({
      description:
        "finish: the person finishes what the station holds; wait: nobody works, orders wait; hand-back: nobody works, orders not begun go to other stations",
    }),
  }),
  z.strictObject({ kind: z.literal("person-away"), at, station, minutes }),
  z.strictObject({
    kind: z.literal("station-slows"),
    at,
    station,
    minutes,
    timeFactor: positive.max(100).meta({ description: "time of a unit over what it is otherwise" }),
  }),
  z.strictObject({
    kind: z.literal("cell-closes"),
    at,
    cell: z.tuple([z.int().min(0), z.int().min(0)]).meta({ description: "[column, row], from 0" }),
    minutes,
  }),
  z.strictObject({
    kind: z.literal("stock-lost"),
    at,
    sku: z
      .union([z.int().min(0), z.string().min(1)])
      .meta({ description: "SKU id, from 0, or its name in the order file" }),
    units: z.int().min(1).max(10_000_000),
  }),
  z.strictObject({ kind: z.literal("supplier-stops"), at, minutes }),
  z.strictObject({
    kind: z.literal("orders-cancelled"),
    at,
    share: share.meta({ description: "chance of each open order" }),
  }),
  z.strictObject({
    kind: z.literal("robots-join"),
    at,
    robots: z.int().min(1).max(10_000).meta({ description: "how many more robots there are from now on" }),
  }),
  z.strictObject({
    kind: z.literal("robots-leave"),
    at,
    robots: z.int().min(1).max(10_000).meta({ description: "how many robots fewer there are from now on" }),
  }),
  z.strictObject({
    kind: z.literal("orders-surge"),
    at,
    minutes,
    factor: z.number().min(1).max(100).meta({ description: "how many times each order that arrives comes" }),
  }),
]);
export type PlannedFaultSpec = z.output<typeof plannedFault>;

export const faultsSchema = z.strictObject({
  robotMeanHoursBetweenFailures: nonNegative.default(0).meta({ description: "0 = robots never fail" }),
  robotRepairMinutes: range(nonNegative).default({ min: 5, max: 20 }),
  cancellation: z
    .strictObject({
      share: share.meta({ description: "share of the orders that customers want to cancel" }),
      minutes: range(nonNegative)
        .default({ min: 5, max: 60 })
        .meta({ description: "from arrival to the attempt" }),
      until: z.enum(["assigned", "done"]).default("done").meta({
        description:
          "assigned: too late once a station has the order; done: too late once its last unit is picked",
      }),
    })
    .optional()
    .meta({ description: "customers who change their mind; units picked by then come back to the dock" }),
  planned: z.array(plannedFault).max(10_000).default([]),
});

const shift = z.strictObject({
  from: clock,
  to: clock.meta({ description: "the same as from: around the clock; before it: the next morning" }),
  breaks: z
    .array(z.strictObject({ at: clock, minutes: positive.max(600) }))
    .max(20)
    .default([]),
});

export const peopleSchema = z.strictObject({
  service: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("constant") }),
      z.strictObject({ kind: z.literal("exponential") }),
      z.strictObject({
        kind: z.literal("lognormal"),
        variation: nonNegative.max(5).meta({ description: "deviation over mean" }),
      }),
    ])
    .prefault({ kind: "constant" })
    .meta({ description: "how the time of one unit or bundle spreads around its mean" }),
  pace: z
    .strictObject({
      deviation: nonNegative.max(2).default(0),
      min: positive.max(10).default(0.5),
      max: positive.max(10).default(2),
    })
    .refine((pace) => pace.min <= pace.max, { message: "min must not be above max" })
    .prefault({})
    .meta({
      description:
        "time of a person over the station's seconds: drawn per station and shift, normal around 1 within min and max",
    }),
  stations: z
    .array(z.strictObject({ station, pace: positive.max(10) }))
    .max(1000)
    .default([])
    .meta({ description: "stations with a pace of their own" }),
  shifts: z.array(shift).max(24).default([]).meta({
    description: "every day; outside of all shifts stations finish what they hold. None = always staffed",
  }),
  breakStaggerMinutes: nonNegative
    .max(600)
    .default(0)
    .meta({ description: "how much later than the station before it each station takes its breaks" }),
});
