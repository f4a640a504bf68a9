export * from "./kpi.ts";
