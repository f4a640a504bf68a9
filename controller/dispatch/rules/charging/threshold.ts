// A robot without a task charges below the low mark and stays until full, or until enough while others wait.
import { limits } from "../../limits.ts";
import type { ChargingRule } from "../rule.ts";

export const threshold: ChargingRule = {
  wants: (_context, _robot, share) => (share < limits.batteryLow ? "charging-low-battery" : null),
  leaves: (_context, _robot, share, waiting) =>
    share >= (waiting > 0 ? limits.batteryEnough : limits.batteryFull),
};
