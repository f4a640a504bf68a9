// The broker room's door.
export {
  type BrokerCounts,
  type EmbeddedBroker,
  type EmbeddedBrokerOptions,
  startEmbeddedBroker,
} from "./embedded-broker.ts";
export { type BrokerLimits, brokerLimitsDefault } from "./limits.ts";
export { type MosquittoOptions, mosquittoFiles, type NamedFile } from "./mosquitto.ts";
