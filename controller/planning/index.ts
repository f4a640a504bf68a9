// The door of planning.
export { buildDispatchModel, type DispatchInput, dispatchCosts } from "./dispatch-model.ts";
export { planDispatch } from "./dispatch-plan.ts";
export type * from "./plan.ts";
export {
  createPlanner,
  type Planner,
  type PlannerSetup,
  type PlannerState,
  plannerRules,
} from "./planner.ts";
export { podDemand, wantedZoneOf } from "./pod-zones.ts";
export { planSlotting, type SlottingInput } from "./slotting.ts";
export { stockByZone } from "./stock-outlook.ts";
