// The shared vocabulary of every room.
export * from "./command.ts";
export * from "./demand.ts";
export * from "./event.ts";
export * from "./fault.ts";
export * from "./floor.ts";
export * from "./frame.ts";
export * from "./observation.ts";
export * from "./order.ts";
export * from "./racks.ts";
export * from "./report.ts";
export * from "./road-map.ts";
export * from "./robot.ts";
export * from "./setup.ts";
export * from "./sorter.ts";
export * from "./station.ts";
export * from "./stock.ts";
