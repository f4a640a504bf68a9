// The door of the execution room.
export { CellLedger } from "./cell-ledger.ts";
export { createExecutedTraffic, ExecutedTraffic, type ExecutedTrafficOptions } from "./executed-traffic.ts";
export { createExecution, OrderedExecution } from "./execution.ts";
export type * from "./execution-port.ts";
export { findCycle } from "./find-cycle.ts";
export { NodeState, none, OrderGraph, type OrderGraphOptions } from "./order-graph.ts";
export { type AppendReport, CutReason, PlanAppender } from "./plan-appender.ts";
export { waitCycles } from "./wait-cycles.ts";
