// Robots of a scenario: how many, of which types, in SI units. The defaults describe a common floor robot that lifts
// pods (1.5 m/s and 2.5 s per full turn as in the RAWSim-O reference settings; energy figures are typical, of no one model).
import { z } from "zod";
import { count, nonNegative, positive, range, share } from "./fields.ts";

const robotType = z
  .strictObject({
    name: z.string().min(1),
    share: share.optional().meta({ description: "share of the fleet; shares are scaled to sum to 1" }),
    count: z.int().min(0).optional().meta({ description: "robots of this type, instead of a share" }),
    speedMetresPerSecond: positive.max(20).default(1.5),
    accelerationMetresPerSecond2: positive
      .max(100)
      .optional()
      .meta({ description: "speeding up and braking; absent = full speed at once" }),
    fullTurnSeconds: positive.max(120).default(2.5).meta({ description: "time of a turn of 360 degrees" }),
    liftSeconds: nonNegative.max(600).default(3),
    setDownSeconds: nonNegative.max(600).default(3),
    payloadKg: positive.default(800).meta({ description: "heaviest pod with its stock" }),
    batteryWh: positive.default(960),
    chargeWatts: positive.default(1200),
    idleWatts: nonNegative.default(30),
    driveWattHoursPerMetre: nonNegative.default(0.04),
    liftWattHours: nonNegative.default(0.3),
    climb: z
      .strictObject({
        metresPerSecond: positive.max(20).default(1),
        accelerationMetresPerSecond2: positive
          .max(100)
          .optional()
          .meta({ description: "absent = full speed at once" }),
        wattHoursPerMetre: nonNegative.default(0.2).meta({ description: "going up; down is free" }),
      })
      .optional()
      .meta({ description: "how the type climbs tall racks; needed where floor.racks is given" }),
  })
  .refine((type) => type.share === undefined || type.count === undefined, {
    message: "give share or count, not both",
  });

export const fleetSchema = z.strictObject({
  count: count.max(100_000).meta({ description: "robots in all" }),
  types: z
    .array(robotType)
    .min(1)
    .max(255)
    .prefault([{ name: "carrier" }])
    .meta({ description: "robot types; without share or count a type takes an equal part of the rest" }),
  startCharge: range(z.number().min(0.05).max(1))
    .default({ min: 0.6, max: 1 })
    .meta({ description: "battery at the start, share of full" }),
});
export type FleetSpec = z.output<typeof fleetSchema>;
export type RobotTypeSpec = FleetSpec["types"][number];
