// A robot without a task charges below the low mark and stays until full, or until enough while others wait.
import { limits } from "../../limits.ts";
import type { ChargingRule } from "../rule.ts";
import { becauseCharge } from "./charge-reason.ts";

export const threshold: ChargingRule = {
  wants: (_context, _robot, share) => (share < limits.batteryLow ? "charging-low-battery" : null),
  leaves: (context, _robot, share) =>
    share >= (context.state.waitingForCharger > 0 ? limits.batteryEnough : limits.batteryFull),
  explain: (_context, _robot, share, wants) => becauseCharge(share, wants),
};
