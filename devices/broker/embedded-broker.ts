// An MQTT 3.1.1 broker in this process, for demos and tests only. It says its limits and keeps to them.
import { createServer, type Server, type Socket } from "node:net";
import { Aedes } from "aedes";
import { type BrokerLimits, brokerLimitsDefault } from "./limits.ts";
import { PacketMeter } from "./packet-meter.ts";
import { RateGate } from "./rate-gate.ts";
import { SlowLane } from "./slow-lane.ts";

export interface EmbeddedBroker {
  readonly port: number;
  readonly url: string;
  readonly limits: BrokerLimits;
  readonly counts: Readonly<BrokerCounts>;
  close(): Promise<void>;
}
export interface BrokerCounts {
  connections: number;
  messages: number;
  /** Messages that had to wait for a limit. */
  slowed: number;
  /** Connections refused or closed because of a limit. */
  refused: number;
}

export interface EmbeddedBrokerOptions {
  /** 0 = any free one. */
  readonly port: number;
  /** Default: this machine only. */
  readonly host?: string;
  readonly limits?: Partial<BrokerLimits>;
}

/** Starts listening. Rejects with the system's error if the port cannot be had. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const { port, host = "127.0.0.1" } = options;
  const limits = { ...brokerLimitsDefault, ...options.limits };
  const counts: BrokerCounts = { connections: 0, messages: 0, slowed: 0, refused: 0 };
  const broker = await Aedes.createBroker({ queueLimit: limits.queuedMessagesMax, connectTimeout: 10_000 });
  slowDown(broker, limits, counts);
  // A client that breaks off in the middle of a packet is no news.
  broker.on("clientError", () => {});
  broker.on("connectionError", () => {});
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on("error", () => {});
    if (sockets.size >= limits.connectionsMax) {
      counts.refused += 1;
      socket.destroy();
      return;
    }
    sockets.add(socket);
    counts.connections = sockets.size;
    socket.once("close", () => {
      sockets.delete(socket);
      counts.connections = sockets.size;
    });
    meter(socket, limits, counts);
    broker.handle(socket);
  });
  await listen(server, port, host);
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  return {
    port: taken,
    url: `mqtt://${host}:${taken}`,
    limits,
    counts,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}

/** Holds messages back while senders are faster than the limits; their sockets fill up meanwhile and TCP slows them down. */
function slowDown(broker: Aedes, limits: BrokerLimits, counts: BrokerCounts): void {
  const now = () => performance.now();
  const all = new RateGate(limits.messagesPerSecondMax, limits.burstMessages);
  const lanes = new WeakMap<object, SlowLane>();
  broker.on("clientDisconnect", (client) => lanes.get(client)?.close());
  broker.authorizePublish = (client, _packet, done) => {
    counts.messages += 1;
    // Last wills are the broker's own.
    if (client === null) {
      done(null);
      return;
    }
    let lane = lanes.get(client);
    if (lane === undefined) {
      const own = new RateGate(limits.messagesPerSecondPerClientMax, limits.burstMessages);
      lane = new SlowLane([all, own], now);
      lanes.set(client, lane);
    }
    if (lane.pass(() => done(null))) counts.slowed += 1;
  };
}

/** Closes a connection that announces too large a packet: the bytes are read by the broker, this only looks on. */
function meter(socket: Socket, limits: BrokerLimits, counts: BrokerCounts): void {
  const packets = new PacketMeter(limits.packetBytesMax);
  socket.on("data", (bytes) => {
    if (typeof bytes === "string" || packets.accept(bytes)) return;
    counts.refused += 1;
    socket.destroy();
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
