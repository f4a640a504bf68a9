// A scenario: everything a run needs besides its strategy. Unknown fields are errors, every default is written here.
import { z } from "zod";
import { demandSchema } from "./demand-schema.ts";
import { faultsSchema, peopleSchema } from "./fault-schema.ts";
import { bilingual, count, localDateTime, nonNegative, positive, range, share, slug } from "./fields.ts";
import { fleetSchema } from "./fleet-schema.ts";
import { floorSchema } from "./floor-schema.ts";
import { delaysSchema, motionSchema } from "./motion-schema.ts";

const stationsSchema = z.strictObject({
  pick: z
    .strictObject({
      count: count.max(1000).optional().meta({
        description: "pick stations; needed on a generated floor, given by the placements on a map",
      }),
      secondsPerUnit: positive.default(10).meta({ description: "how long one unit keeps the person busy" }),
      podSecondsPerUnit: positive.default(3).meta({ description: "how long of that the pod is needed" }),
      slots: count.max(1000).default(12).meta({ description: "orders open at once" }),
    })
    .refine((pick) => pick.podSecondsPerUnit <= pick.secondsPerUnit, {
      path: ["podSecondsPerUnit"],
      message: "must not be above secondsPerUnit",
    })
    .prefault({}),
  replenish: z
    .strictObject({
      count: count.max(1000).optional().meta({
        description: "replenishment stations; needed on a generated floor, given by the placements on a map",
      }),
      secondsPerBundle: positive.default(10),
      slots: count.max(1000).default(12).meta({ description: "bundles assigned at once" }),
    })
    .prefault({}),
});

const podsSchema = z
  .strictObject({
    count: count.optional().meta({ description: "pods; instead of fillShare" }),
    fillShare: z.number().gt(0).max(1).optional().meta({
      description: "share of the pod places that hold a pod at the start; 0.85 when neither is given",
    }),
    slots: count.max(255).default(16).meta({ description: "compartments of a pod, one SKU in each" }),
    capacityLitres: positive.default(500),
    emptyKg: nonNegative.default(80),
    startStock: z.enum(["planned", "as-bundles-came"]).default("planned").meta({
      description:
        "planned: every SKU on several pods, popular ones on more; as-bundles-came: bundles drawn by demand, pod after pod until each is full",
    }),
    stockShare: share
      .default(0.7)
      .meta({ description: "share of the pods' capacity filled with stock at the start" }),
  })
  .refine((pods) => pods.count === undefined || pods.fillShare === undefined, {
    message: "give count or fillShare, not both",
  });

const category = z.strictObject({
  name: z.string().min(1).meta({ description: "e.g. grocery, fashion, 3c-home" }),
  share: positive.meta({ description: "share of the SKUs; shares are scaled to sum to 1" }),
  unitLitres: range(positive).default({ min: 5, max: 5 }),
  unitKg: range(positive).default({ min: 0.5, max: 2 }),
  bundleUnits: range(z.int().min(1).max(10_000)).default({ min: 6, max: 6 }),
});

const skusSchema = z.strictObject({
  count: count.max(1_000_000).optional().meta({
    description: "SKUs; needed unless demand.kind is orders, whose file brings its own",
  }),
  categories: z
    .array(category)
    .min(1)
    .max(255)
    .prefault([{ name: "general", share: 1 }]),
});

const supplySchema = z.strictObject({
  leadMinutes: range(nonNegative)
    .default({ min: 30, max: 90 })
    .meta({ description: "from asking the supplier to arrival at the dock" }),
  late: z
    .strictObject({ share, minutes: range(nonNegative) })
    .optional()
    .meta({ description: "share of the deliveries that come later than that, and by how much" }),
});

const planningSchema = z
  .strictObject({
    everyMinutes: positive
      .max(24 * 60)
      .default(15)
      .meta({ description: "time between two plans" }),
    periodMinutes: z
      .number()
      .min(15)
      .max(60)
      .default(15)
      .meta({ description: "length of a period of the dispatch plan" }),
    horizonHours: positive
      .max(168)
      .default(6)
      .meta({ description: "how far plans look ahead: 24 to 168 periods" }),
    shiftMinutes: nonNegative
      .max(24 * 60)
      .default(0)
      .meta({ description: "a station that is opened stays open for as long" }),
    movesPerRobotHour: nonNegative
      .max(60)
      .default(1)
      .meta({ description: "pods that may be moved to where the slotting plan wants their stock" }),
    trafficIterations: z.int().min(0).max(1_000_000).default(0).meta({
      description: "bound on the improvement of moves in each step, iterations",
    }),
  })
  .superRefine((planning, context) => {
    const periods = Math.round((planning.horizonHours * 60) / planning.periodMinutes);
    if (periods >= 24 && periods <= 168) return;
    context.addIssue({
      code: "custom",
      path: ["horizonHours"],
      message: `expected 24 to 168 periods of ${planning.periodMinutes} minutes; found ${periods}`,
    });
  });

export const scenarioSchema = z
  .strictObject({
    name: slug,
    description: bilingual,
    start: localDateTime.meta({ description: "the site's own clock at step 0" }),
    hours: positive.max(24 * 400).meta({ description: "horizon" }),
    stepSeconds: positive
      .max(60)
      .default(2 / 3)
      .meta({
        description: "length of a step; the default is one cell of 1 m at 1.5 m/s",
      }),
    seed: z.int().min(0).max(4_294_967_295).default(1),
    warmupMinutes: nonNegative.default(0).meta({ description: "left out of the KPIs" }),
    floor: floorSchema,
    fleet: fleetSchema,
    motion: motionSchema,
    delays: delaysSchema.prefault({}).meta({ description: "used with motion: delayed" }),
    stations: stationsSchema.prefault({}),
    pods: podsSchema.prefault({}),
    skus: skusSchema.prefault({}),
    demand: demandSchema,
    supply: supplySchema.prefault({}),
    faults: faultsSchema.prefault({}),
    people: peopleSchema
      .prefault({})
      .meta({ description: "pace, breaks and shifts of the people at stations" }),
    planning: planningSchema.prefault({}),
    strategies: z.array(slug).min(1).max(32).default(["fcfs-nearest", "lp-plan"]).meta({
      description: "strategies compared when none is named on the command line",
    }),
  })
  .meta({ title: "peakfleet scenario" });

/** A valid scenario with every default filled in. Plain data. */
export type Scenario = z.output<typeof scenarioSchema>;
/** A scenario as it may be written, defaults left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
