// League of Robot Runners: instances, rules, runs, result files and an independent checker.
export * from "./check.ts";
export { type LeagueViolation, violationLimit } from "./complaints.ts";
export * from "./instance.ts";
export { cellAhead, LeagueAction, leagueActions, TeamMover } from "./joint-action.ts";
export { leagueFloor, leagueRegions } from "./league-floor.ts";
export { type LeagueResultFile, ResultRecorder } from "./result-recorder.ts";
export * from "./run.ts";
export * from "./task-assigner.ts";
export { TaskBook } from "./task-book.ts";
