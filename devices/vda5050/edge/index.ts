// The door to VDA 5050 over MQTT: Node only.
export { type BrokerAddress, MqttConnection, type MqttConnectionOptions } from "./mqtt-connection.ts";
export { RobotHost, type RobotHostOptions } from "./robot-host.ts";
