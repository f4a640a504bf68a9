// The door of the execution room.
export { CellLedger } from "./cell-ledger.ts";
export { findCycle } from "./find-cycle.ts";
export { NodeState, none, OrderGraph, type OrderGraphOptions } from "./order-graph.ts";
export { type AppendReport, CutReason, PlanAppender } from "./plan-appender.ts";
