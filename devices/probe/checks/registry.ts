// All trials in the order in which they are made: first listening, then talking, then driving, and last what may leave a robot
// in need of help.
import type { Check, Trial } from "../trial.ts";
import { cancelTrial, pauseTrial, secondTrial } from "./active-order.ts";
import { connectionTrial, willTrial } from "./connection.ts";
import { factsheetTrial } from "./factsheet.ts";
import { horizonTrial, stitchTrial } from "./horizon.ts";
import { instantTrial, keyTrial } from "./instant.ts";
import { positionTrial } from "./position.ts";
import { notJsonTrial, rejectionTrial } from "./rejection.ts";
import { simpleTrial } from "./simple-order.ts";
import { stateTrial, summaryTrial } from "./state.ts";
import { stitchActionsTrial } from "./stitch-actions.ts";
import { versionTrial } from "./version.ts";

export const trials: readonly Trial[] = [
  connectionTrial,
  stateTrial,
  keyTrial,
  factsheetTrial,
  instantTrial,
  versionTrial,
  rejectionTrial,
  simpleTrial,
  horizonTrial,
  stitchTrial,
  secondTrial,
  cancelTrial,
  pauseTrial,
  stitchActionsTrial,
  notJsonTrial,
  positionTrial,
  willTrial,
  summaryTrial,
];
export const checks: readonly Check[] = trials.flatMap((trial) => trial.checks);
export const checkIds: readonly string[] = checks.map(({ id }) => id);

/** The trials that decide these checks, and those without which nothing can be done; undefined: all. */
export function trialsFor(ids: readonly string[] | undefined): readonly Trial[] {
  if (ids === undefined) return trials;
  const wanted = trials.filter((trial) => trial.checks.some(({ id }) => ids.includes(id)));
  const drives = wanted.some(({ kind }) => kind === "drive");
  return trials.filter(
    (trial) => wanted.includes(trial) || (trial.always === true && (trial.kind !== "drive" || drives)),
  );
}
