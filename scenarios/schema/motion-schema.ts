// How robots carry out what they are told: all at once and on time, or each in its own time and late at random.
import { z } from "zod";
import { nonNegative, range, share } from "./fields.ts";

export const motionSchema = z.enum(["lockstep", "delayed"]).default("lockstep").meta({
  description:
    "lockstep: every action is done in the step in which it begins, and robots follow each other directly; delayed: an action takes as many steps as its robot needs (choose a shorter stepSeconds, e.g. 0.2), robots are late at random, and the order graph keeps them apart",
});

export const delaysSchema = z.strictObject({
  event: z.enum(["bernoulli", "poisson"]).default("bernoulli").meta({
    description: "bernoulli: each robot draws by itself; poisson: a number of robots is drawn per step",
  }),
  perRobotMinute: nonNegative.max(600).default(1).meta({ description: "delays per robot and minute, mean" }),
  seconds: range(nonNegative.max(3600))
    .default({ min: 0.5, max: 3 })
    .meta({ description: "length of a delay" }),
  duration: z.enum(["uniform", "gaussian"]).default("uniform"),
  meanShare: share.default(0.5).meta({
    description: "gaussian: where the mean lies between the shortest and the longest delay",
  }),
  deviationShare: nonNegative.max(10).default(0.2).meta({
    description: "gaussian: standard deviation as a share of the range; delays are held to the range",
  }),
});
