// The door to the live loop over MQTT: Node only.
export { FleetHost, type FleetHostOptions, type HostCounts } from "./fleet-host.ts";
