// A Mosquitto configuration for production: TLS, passwords, and an access list by which a robot speaks for itself only.

export interface MosquittoOptions {
  /** `uagv/v2`, `vda5050/v3`: what stands before the robots in topics. */
  readonly topicPrefixes: readonly string[];
  /** User of the fleet side. */
  readonly fleetUser: string;
  /** User that may listen and nothing else: viewers, dashboards. */
  readonly viewerUser: string;
  /** `manufacturer/serial` of the robots to make passwords for. */
  readonly robots: readonly string[];
  readonly port: number;
  /** MQTT over WebSocket for viewers; 0 = none. */
  readonly webSocketPort: number;
}

export interface NamedFile {
  readonly name: string;
  readonly text: string;
}

/** What the fleet side tells robots, and what robots tell. */
const toRobots = ["order", "instantActions", "zoneSet", "responses"];
const fromRobots = ["state", "visualization", "connection", "factsheet"];

/** The files of a folder from which Mosquitto 2 runs. */
export function mosquittoFiles(options: MosquittoOptions): readonly NamedFile[] {
  return [
    { name: "mosquitto.conf", text: configuration(options) },
    { name: "acl", text: accessList(options) },
    { name: "README.md", text: readme(options) },
  ];
}

function configuration({ port, webSocketPort }: MosquittoOptions): string {
  const tls = [
    "cafile certs/ca.crt",
    "certfile certs/server.crt",
    "keyfile certs/server.key",
    "tls_version tlsv1.2",
  ];
  const webSocket =
    webSocketPort === 0 ? [] : ["", `listener ${webSocketPort}`, "protocol websockets", ...tls];
  return lines([
    "# Mosquitto for VDA 5050 robots. Start it in this folder: mosquitto -c mosquitto.conf",
    "per_listener_settings false",
    "allow_anonymous false",
    "password_file passwords",
    "acl_file acl",
    "",
    `listener ${port}`,
    ...tls,
    "# With certificates of their own robots need no password: use_identity_as_username takes the certificate's common name,",
    "# manufacturer/serial, as the user.",
    "#require_certificate true",
    "#use_identity_as_username true",
    ...webSocket,
    "",
    "# Retained connections and factsheets outlive a restart.",
    "persistence true",
    "autosave_interval 60",
    "persistence_location ./",
    "",
    "# No message of the standard needs more. Commands are not queued for who is away: they would be old.",
    "max_packet_size 1100000",
    "queue_qos0_messages false",
    "max_queued_messages 1000",
    "max_keepalive 120",
    "",
    "log_dest stderr",
    "log_type error",
    "log_type warning",
    "log_type notice",
    "connection_messages true",
  ]);
}

/** A robot's user name is `manufacturer/serial`, so that %u is the two levels of its topics. */
function accessList({ topicPrefixes, fleetUser, viewerUser }: MosquittoOptions): string {
  const each = (words: string, names: readonly string[], robot: string) =>
    topicPrefixes.flatMap((prefix) => names.map((name) => `${words} ${prefix}/${robot}/${name}`));
  return lines([
    "# The fleet side hears commands too: those of another would be somebody else driving its robots.",
    `user ${fleetUser}`,
    ...each("topic readwrite", toRobots, "+/+"),
    ...each("topic read", fromRobots, "+/+"),
    "topic read peakfleet/orders",
    "topic write peakfleet/order-answers",
    "",
    "# Systems that send orders by MQTT.",
    "user orders",
    "topic write peakfleet/orders",
    "topic read peakfleet/order-answers",
    "",
    `user ${viewerUser}`,
    ...each("topic read", [...fromRobots, ...toRobots], "+/+"),
    "",
    "# Every robot, by its user name: manufacturer/serial.",
    ...each("pattern write", fromRobots, "%u"),
    ...each("pattern read", toRobots, "%u"),
  ]);
}

function readme({ fleetUser, viewerUser, robots, port }: MosquittoOptions): string {
  const users = [fleetUser, viewerUser, ...(robots.length > 0 ? robots : ["manufacturer/serial"])];
  return lines([
    "# Broker for VDA 5050 robots",
    "",
    "1. Passwords, one per user; a robot's user name is `manufacturer/serial`. Each command asks for the password:",
    "",
    "   ```",
    ...users.map((user, i) => `   mosquitto_passwd ${i === 0 ? "-c " : ""}passwords ${user}`),
    "   ```",
    "",
    "2. Certificates. Use those of your site, or make your own authority (replace broker.example by the broker's name):",
    "",
    "   ```",
    "   mkdir -p certs && cd certs",
    '   openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -keyout ca.key -out ca.crt -subj "/CN=fleet broker authority"',
    '   openssl req -newkey rsa:3072 -nodes -keyout server.key -out server.csr -subj "/CN=broker.example"',
    '   printf "subjectAltName=DNS:broker.example" > server.ext',
    "   openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -extfile server.ext -out server.crt",
    "   ```",
    "",
    "   Keep `ca.key` elsewhere. Robots and fleet side get `ca.crt`.",
    "",
    "3. Start it in this folder: `mosquitto -c mosquitto.conf`",
    "",
    "4. The fleet side:",
    "",
    "   ```",
    `   PEAKFLEET_MQTT_PASSWORD=… peakfleet serve --fleet fleet.yaml --broker mqtts://broker.example:${port} --ca ca.crt --user ${fleetUser}`,
    "   ```",
    "",
    "A robot that publishes under another's name is ignored by the access list. MQTT 3.1.1 does not tell it so.",
  ]);
}

function lines(list: readonly string[]): string {
  return `${list.join("\n")}\n`;
}
