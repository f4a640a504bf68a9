// What the commands for real and virtual robots say, in English.
export const fleetEn = {
  broker: "run a small MQTT broker for demos, or write a Mosquitto configuration",
  brokerPort: "port to listen on (default: 1883; for mosquitto 8883)",
  brokerHost: "address to listen on; 0.0.0.0 lets other machines in, without any password",
  brokerFor: "write a configuration for this broker instead of running one",
  brokerOut: "folder for mosquitto.conf, acl and README.md",
  brokerRobots: "robots that get passwords, as manufacturer/serial, separated by commas",
  webSocket: "port for MQTT over WebSocket; 0 for none",
  brokerRuns: (url: string) => `Broker at ${url}. Press Ctrl-C to stop.`,
  brokerLimits: (connections: string, rate: string, kilobytes: string) =>
    `For demos and tests only: ${connections} connections, ${rate} messages/s, ${kilobytes} KB per message, MQTT 3.1.1, no passwords. For production: peakfleet broker --for mosquitto --out broker`,
  brokerCounts: (connections: string, messages: string, slowed: string, refused: string) =>
    `${connections} connections, ${messages} messages, ${slowed} slowed down, ${refused} connections refused`,
  brokerFailed: (port: number, why: string) =>
    `Cannot listen on port ${port}: ${why}. Name another with --port`,
  outMissing: "required option '--out <folder>' not specified",
  robots: "virtual robots on a broker: conformant, or with the quirks of real ones",
  count: "how many robots",
  vda: "release of VDA 5050",
  brokerUrl: "address of the broker: mqtt://host, mqtts://host, ws://host, wss://host",
  user: "user name for the broker; the password comes from PEAKFLEET_MQTT_PASSWORD",
  cert: "certificate of our own, where the broker asks for one",
  key: "private key of that certificate",
  mqtt: "version of MQTT that is spoken with the broker",
  ca: "file with the authority that signed the broker's certificate",
  quirk: "what the robots do otherwise than the standard says (repeatable; docs/vda5050.md)",
  quirkNames: (names: string) => `There are: ${names}`,
  speedUp: "virtual seconds per second",
  interfaceName: "first levels of the topics (default: uagv, from 3.0 vda5050)",
  manufacturer: "manufacturer in the robots' names",
  robotsRun: (count: string, version: string, url: string) =>
    `${count} robots of VDA 5050 ${version} at ${url}. Press Ctrl-C to stop.`,
  robotsConnected: (connected: string, count: string, driven: string) =>
    `${connected} of ${count} robots connected, ${driven} m driven`,
  robotError: (robot: string, message: string) => `${robot}: ${message}`,
  fleetFile: "YAML file with the floor and the robots (docs/vda5050.md)",
  robotsOfFleet: "virtual robots for all robots of a fleet file, on its floor",
  countOrFleet: "say --count or --fleet",
  scenario: "the robots work in this scenario's warehouse, in place of the ground that the fleet file names",
  strategy: "who decides in the warehouse (default: the scenario's first strategy)",
  demand: "customers order as in the scenario (default), or only other systems do: scenario, desk",
  otherWarehouse: "Name another folder, or serve the warehouse whose books these are",
  warehouseStatus: (strategy: string, done: string, open: string, units: string) =>
    `${strategy}: ${done} orders done, ${open} open; ${units} units picked`,
  serve: "drive the robots of a fleet file over an MQTT broker",
  randomOrders: "keep so many transports between random places open, for a dry run",
  confirmAll: "let robots go on by themselves after a person has had them in hand (dry runs only)",
  noSafety: "Not a safety function: robots' own protective devices are.",
  serving: (robots: string, url: string) => `${robots} robots at ${url}. Press Ctrl-C to stop.`,
  standing: (robot: string, why: string, todo: string) => `${robot}: ${why}${todo === "" ? "" : `. ${todo}`}`,
  noSuchQuirk: (found: string) => `no such quirk: ${found}`,
};
export type FleetText = typeof fleetEn;
