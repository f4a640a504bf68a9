// The door of dispatch.
export { Dispatch, type DispatchSnapshot } from "./dispatch.ts";
export type { Dispatcher } from "./dispatcher.ts";
export { limits } from "./limits.ts";
export type { RuleReasonCode } from "./rules/because.ts";
export { ruleNames, strategyProblems } from "./rules/registry.ts";
export { SorterDispatch } from "./sorter/sorter-dispatch.ts";
export { type ReasonCode, reasonCodes, reasons } from "./state/reasons.ts";
