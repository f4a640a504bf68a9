// The door of dispatch.
export { Dispatch, type DispatchSnapshot } from "./dispatch.ts";
export { limits } from "./limits.ts";
export { ruleNames, strategyProblems } from "./rules/registry.ts";
export { type ReasonCode, reasonCodes, reasons } from "./state/reasons.ts";
