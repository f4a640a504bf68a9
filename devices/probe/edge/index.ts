// The door to probing over MQTT: Node only.
export { ProbeHost, type ProbeHostOptions } from "./probe-host.ts";
