// The door to the live loop over MQTT: Node only.
export {
  type Doubt,
  FleetHost,
  type FleetHostOptions,
  type HostCounts,
  type HostWatch,
  type KeptBooks,
} from "./fleet-host.ts";
export { type IntentHistory, readIntents, sessionRecord } from "./intent-history.ts";
export type { Rival } from "./rival-ear.ts";
