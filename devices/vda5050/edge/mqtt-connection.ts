// A connection to an MQTT broker: the one place that knows the client library.
import { readFileSync } from "node:fs";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";

export interface BrokerAddress {
  /** `mqtt://`, `mqtts://`, `ws://`, `wss://`. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** File with the authority that signed the broker's certificate. */
  readonly caFile?: string;
  /** Files of a certificate of our own and its key, where the broker asks for one. */
  readonly certFile?: string;
  readonly keyFile?: string;
  /** 4 = MQTT 3.1.1 (the default: all that robots must know), 5. */
  readonly protocolVersion?: 4 | 5;
}

export interface WillMessage {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

export interface MqttConnectionOptions {
  readonly address: BrokerAddress;
  /** Fixed, so that a second one of the same name is noticed. */
  readonly clientId: string;
  readonly subscriptions: readonly { readonly filter: string; readonly qos: 0 | 1 }[];
  readonly will?: () => WillMessage | null;
  /** After each connection, subscriptions included. */
  readonly onConnect: () => void;
  readonly onLost: () => void;
  /** Each time that an accepted connection ends without our doing, also before anything could be subscribed. */
  readonly onCut?: () => void;
  readonly onMessage: (topic: string, payload: Uint8Array, retained: boolean, qos: 0 | 1 | 2) => void;
  readonly onError?: (message: string) => void;
}

const keepAliveSeconds = 15;
const goodbyeMsMax = 2_000;
const reconnectMsBase = 500;
const reconnectMsJitter = 1_000;

export class MqttConnection {
  private readonly client: MqttClient;
  private readonly shared: MqttConnectionOptions;
  private wasLost = true;
  private isAccepted = false;

  constructor(options: MqttConnectionOptions) {
    this.shared = options;
    const client = mqtt.connect(options.address.url, clientOptions(options));
    this.client = client;
    client.on("connect", () => {
      this.isAccepted = true;
      void this.begin();
    });
    client.on("close", () => {
      if (this.isAccepted) options.onCut?.();
      this.isAccepted = false;
      if (!this.wasLost) options.onLost();
      this.wasLost = true;
    });
    client.on("error", (error) => options.onError?.(error.message));
    client.on("message", (topic, payload, packet) =>
      options.onMessage(topic, payload, packet.retain, packet.qos),
    );
  }

  get isConnected(): boolean {
    return this.client.connected && !this.wasLost;
  }
  /** Nothing is queued while the connection is down: what was to be said then is old. Returns whether it was sent. */
  publish(topic: string, payload: string, qos: 0 | 1, retain: boolean): boolean {
    if (!this.isConnected) return false;
    this.client.publish(topic, payload, { qos, retain });
    return true;
  }
  /** Subscribes once more: the broker sends again what it keeps. */
  askForRetained(filter: string): void {
    if (this.isConnected) this.client.subscribe(filter, { qos: 1 });
  }
  /** Says goodbye to the broker: no last will. */
  async close(): Promise<void> {
    this.wasLost = true;
    this.isAccepted = false;
    // A broker that is away never answers what is still to be acknowledged.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, goodbyeMsMax);
    });
    await Promise.race([this.client.endAsync(), patience]);
    clearTimeout(timer);
    this.client.end(true);
  }
  /** Cuts the line without goodbye: the broker sends the last will. */
  cut(): void {
    this.client.stream?.destroy();
  }

  private async begin(): Promise<void> {
    const { subscriptions, onConnect, onError, will } = this.shared;
    try {
      await Promise.all(subscriptions.map(({ filter, qos }) => this.client.subscribeAsync(filter, { qos })));
    } catch (error) {
      onError?.(error instanceof Error ? error.message : String(error));
      return;
    }
    this.wasLost = false;
    // The next connection needs a will of its own time.
    const next = will?.();
    if (next) this.client.options.will = { ...next, payload: Buffer.from(next.payload) };
    onConnect();
  }
}

function clientOptions({ address, clientId, will }: MqttConnectionOptions): IClientOptions {
  const { user, password, caFile, certFile, keyFile, protocolVersion = 4 } = address;
  const last = will?.();
  return {
    clientId,
    protocolVersion,
    clean: true,
    keepalive: keepAliveSeconds,
    // Not all at the same moment when the broker comes back.
    reconnectPeriod: reconnectMsBase + Math.floor(Math.random() * reconnectMsJitter),
    queueQoSZero: false,
    resubscribe: false,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
    ...(certFile === undefined ? {} : { cert: readFileSync(certFile) }),
    ...(keyFile === undefined ? {} : { key: readFileSync(keyFile) }),
    ...(last ? { will: { ...last, payload: Buffer.from(last.payload) } } : {}),
  };
}
