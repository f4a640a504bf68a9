// The probe's door: everything without network; edge/ has that.
export { checkIds, checks } from "./checks/registry.ts";
export { topicFilters } from "./find-robot.ts";
export type * from "./model.ts";
export { verdicts } from "./model.ts";
export { profileText } from "./profile-text.ts";
export { type ProbeMessage, type ProbeOptions, type ProbePhase, ProbeSession } from "./session.ts";
