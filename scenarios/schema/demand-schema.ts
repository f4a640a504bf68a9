// The `demand:` section of a scenario: a festival generator, a constant backlog, or a file of past orders.
import { z } from "zod";
import { clock, count, localDateTime, nonNegative, positive, share } from "./fields.ts";

const hasPositive = (values: Iterable<number>) => [...values].some((value) => value > 0);

const categoryNumber = (description: string) =>
  z.record(z.string().min(1), nonNegative).meta({ description });

const spread = z
  .strictObject({
    mean: nonNegative,
    deviation: nonNegative,
    min: count.max(100),
    max: count.max(100),
  })
  .refine((value) => value.min <= value.max, { message: "min must not be above max" });

const priorityClass = z.strictObject({
  name: z.string().min(1),
  share: positive.meta({ description: "share of the orders; shares are scaled to sum to 1" }),
  promiseHours: positive.max(24 * 30).meta({ description: "time promised from release to leaving the site" }),
  departures: z.array(clock).max(48).default([]).meta({
    description:
      "truck departures; an order is due at the first one after its promise. None = due when the promise ends",
  }),
});

const orderContents = {
  lines: spread
    .prefault({ mean: 1, deviation: 1, min: 1, max: 4 })
    .meta({ description: "lines per order: a normal draw, rounded, kept within min and max" }),
  unitsPerLine: spread
    .prefault({ mean: 1, deviation: 0.3, min: 1, max: 3 })
    .meta({ description: "units per line, drawn like lines" }),
  crossCategoryShare: share
    .default(0.2)
    .meta({ description: "share of an order's lines outside the order's own category" }),
  priorities: z
    .array(priorityClass)
    .min(1)
    .max(16)
    .prefault([
      { name: "standard", share: 0.8, promiseHours: 24 },
      { name: "express", share: 0.2, promiseHours: 4 },
    ])
    .meta({ description: "delivery promises, least urgent first; the position is the order's priority" }),
  popularity: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("gamma"),
        shape: positive.max(20).default(0.68).meta({ description: "smaller = more unequal" }),
        kept: z.number().gt(0.5).max(0.9999).default(0.995).meta({ description: "quantile of the cut tail" }),
      }),
      z.strictObject({ kind: z.literal("zipf"), exponent: nonNegative.max(3).default(0.8) }),
    ])
    .prefault({ kind: "gamma" })
    .meta({ description: "how unequal the SKUs' demand is; the default follows the RMFS reference table" }),
  categoryShare: categoryNumber(
    "share of ordinary orders per SKU category; scaled to sum to 1. Absent = each category's share of the SKUs",
  )
    .refine((shares) => hasPositive(Object.values(shares)), { message: "some category must have orders" })
    .optional(),
};

const presale = z
  .strictObject({
    cartDays: positive.max(1000).meta({ description: "carts filled before, in ordinary days' orders" }),
    conversion: z
      .strictObject({ min: share, max: share })
      .refine((value) => value.min <= value.max, { message: "min must not be above max" })
      .prefault({ min: 0.6, max: 0.85 })
      .meta({ description: "share of the carts that are paid, drawn once between the bounds" }),
    pay: localDateTime
      .optional()
      .meta({ description: "when final payment opens; the wave's opening if absent" }),
    payDecayMinutes: positive.max(10_000).default(45),
  })
  .meta({ description: "carts filled before the wave and paid when final payment opens" });

const wave = z
  .strictObject({
    name: z.string().min(1),
    opens: localDateTime,
    closes: localDateTime,
    dayMultiple: nonNegative
      .max(1000)
      .meta({ description: "orders of the wave besides the ordinary ones, in ordinary days' orders" }),
    flashShare: share.default(0.007).meta({ description: "share bought in the very first minutes" }),
    flashDecayMinutes: positive.max(60).default(0.7),
    burstShare: share.default(0.455).meta({ description: "share of the opening burst" }),
    burstDecayMinutes: positive.max(10_000).default(40),
    closingShare: z
      .union([share, categoryNumber("share per SKU category; categories not named get 0")])
      .default(0)
      .meta({ description: "share bought in the ramp before closing" }),
    closingMinutes: positive.max(100_000).default(240),
    lift: categoryNumber("lift on each category's share; categories not named get 1").default({}),
    heroes: z
      .strictObject({ count, share })
      .optional()
      .meta({ description: "promoted SKUs, and the share of the wave's order lines they draw" }),
    presale: presale.optional(),
  })
  .refine((value) => value.flashShare + value.burstShare + largestClosing(value.closingShare) <= 1, {
    path: ["burstShare"],
    message: "flashShare + burstShare + closingShare must not be above 1 in any category",
  })
  .meta({ description: "one wave of the festival" });

function largestClosing(closing: number | Readonly<Record<string, number>>): number {
  return typeof closing === "number" ? closing : Math.max(0, ...Object.values(closing));
}

const hourShape = z
  .array(nonNegative)
  .length(24)
  .refine(hasPositive, { message: "some hour must have orders" });

const festivalDemand = z.strictObject({
  kind: z.literal("festival"),
  festival: z.string().min(1).default("ordinary days").meta({ description: "name of the festival" }),
  ordinaryOrdersPerDay: positive.max(10_000_000).meta({ description: "the one number that scales the site" }),
  peakFactor: z.number().min(1).max(100).optional().meta({
    description: "scale all waves so that the busiest 24 hours hold this many ordinary days' orders",
  }),
  hourShape: z
    .union([hourShape, z.record(z.string().min(1), hourShape)])
    .optional()
    .meta({ description: "relative orders in each hour of an ordinary day, 24 numbers, or so per category" }),
  weekdayFactor: z
    .array(nonNegative)
    .length(7)
    .refine(hasPositive, { message: "some weekday must have orders" })
    .default([1, 1, 1, 1, 1, 1, 1])
    .meta({ description: "relative level of Monday to Sunday; scaled to mean 1" }),
  seasons: z
    .array(z.strictObject({ from: localDateTime, to: localDateTime, factor: nonNegative.max(100) }))
    .max(400)
    .default([])
    .meta({ description: "times with another ordinary level" }),
  ...orderContents,
  overdispersion: nonNegative
    .max(10)
    .default(0.02)
    .meta({ description: "variance of the random factor on each quarter hour's orders; 0 = Poisson" }),
  releaseLagMinutes: nonNegative
    .max(1440)
    .default(0)
    .meta({ description: "mean time from payment to release to the floor" }),
  waves: z.array(wave).max(200).default([]),
  knowledge: z
    .strictObject({
      calendarBias: positive
        .max(100)
        .default(1)
        .meta({ description: "planned wave sizes over the true ones: a wrong leading signal" }),
      historyDays: count.max(800).default(400),
      yearGrowth: positive.max(10).default(1.1).meta({ description: "this year's level over last year's" }),
    })
    .prefault({})
    .meta({ description: "what the site believes beforehand" }),
});

const saturatedDemand = z.strictObject({
  kind: z.literal("saturated"),
  backlogOrders: count.max(1_000_000).default(200),
  backlogBundles: z.int().min(0).max(1_000_000).default(200),
  onlyInStock: z.boolean().default(false).meta({
    description: "orders ask only for SKUs of which the pods hold more than open orders want",
  }),
  stockLevels: z
    .strictObject({ stopAbove: share, resumeBelow: share })
    .refine((levels) => levels.resumeBelow <= levels.stopAbove, {
      path: ["resumeBelow"],
      message: "must not be above stopAbove",
    })
    .optional()
    .meta({
      description:
        "shares of the pods' capacity, dock included: bundles stop coming above the one and come again below the other. Absent = they always come",
    }),
  ...orderContents,
});

const ordersDemand = z.strictObject({
  kind: z.literal("orders"),
  file: z
    .string()
    .min(1)
    .meta({ description: "CSV of order lines (also .gz), relative to the scenario file" }),
  columns: z
    .strictObject({
      order: z.string().min(1).default("order_id"),
      time: z.string().min(1).default("time"),
      sku: z.string().min(1).default("sku"),
      quantity: z.string().min(1).default("quantity"),
      due: z.string().min(1).default("due").meta({ description: "may be missing in the file" }),
    })
    .prefault({})
    .meta({ description: "names of the columns in the header line" }),
  from: localDateTime.optional().meta({
    description: "time in the file that falls on the start of the run; the run's own start if absent",
  }),
  promiseHours: positive
    .max(24 * 30)
    .default(24)
    .meta({ description: "due time of orders without one" }),
});

/** The `demand:` section. */
export const demandSchema = z.discriminatedUnion("kind", [festivalDemand, saturatedDemand, ordersDemand]);
export type DemandSpec = z.output<typeof demandSchema>;
export type FestivalDemandSpec = z.output<typeof festivalDemand>;
export type SaturatedDemandSpec = z.output<typeof saturatedDemand>;
export type OrdersDemandSpec = z.output<typeof ordersDemand>;
