// League of Robot Runners: instances, rules, result files and an independent checker.
export * from "./check.ts";
export * from "./instance.ts";
export { cellAhead, LeagueAction, leagueActions, TeamMover } from "./joint-action.ts";
export { type LeagueResultFile, ResultRecorder } from "./result.ts";
export { TaskBook } from "./task-book.ts";
