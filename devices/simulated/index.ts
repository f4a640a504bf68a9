export { SimulatedFleet } from "./simulated-fleet.ts";
