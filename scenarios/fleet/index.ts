// The door to fleet files, browser-safe.
export { type FleetFile, type LoadedWarehouse, readFleetFile, warehouseOfFleet } from "./fleet-file.ts";
export { type FleetGround, placeCentre, restPlaces, robotOutline } from "./fleet-ground.ts";
export type { FleetPlace } from "./fleet-places.ts";
export { fleetSite } from "./fleet-site.ts";
export type { WarehouseWords } from "./fleet-warehouse.ts";
