// League of Robot Runners: instances, rules, runs, result files and an independent checker.
export * from "./check.ts";
export { type LeagueViolation, violationLimit } from "./complaints.ts";
export { FleetTaskAssigner } from "./fleet-task-assigner.ts";
export * from "./instance.ts";
export { cellAhead, LeagueAction, leagueActions, TeamMover } from "./joint-action.ts";
export { leagueFloor, leagueRegions } from "./league-floor.ts";
export { type LeagueResultFile, ResultRecorder } from "./result-recorder.ts";
export { openLeagueRun } from "./run.ts";
export type { Clock, LeagueRunner, LeagueRunOptions, LeagueSummary } from "./run-port.ts";
export * from "./task-assigner.ts";
export { TaskBook } from "./task-book.ts";
export { CellOrderExecutor, type CellOrderOptions } from "./ticks/cell-order-executor.ts";
export * from "./ticks/executor.ts";
export { TickMotion } from "./ticks/tick-motion.ts";
