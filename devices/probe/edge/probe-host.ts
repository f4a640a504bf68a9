// A probe on a real broker: its connection, its clock, its end.
import { type BrokerAddress, MqttConnection } from "../../vda5050/edge/index.ts";
import { identityText } from "../../vda5050/model/index.ts";
import { topicFilters } from "../find-robot.ts";
import { type Bilingual, type ProbeNote, type ProbeReport, t } from "../model.ts";
import { type ProbeOptions, ProbeSession } from "../session.ts";

export interface ProbeHostOptions {
  readonly broker: BrokerAddress;
  readonly probe: ProbeOptions;
  readonly interfaceName?: string;
  /** Wall clock, ms. */
  readonly now?: () => number;
  readonly onNote: (note: ProbeNote) => void;
  readonly onError: (message: string) => void;
}

const wakeMs = 50;
/** Brokers exist that lose a retained message on its way when another follows it closely; what they keep is right. */
const lookAgainMs = 700;
/** A broker that is not there is given up after this. */
const connectMsMax = 10_000;

export class ProbeHost {
  readonly session: ProbeSession;
  private readonly connection: MqttConnection;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly now: () => number;
  private readonly connectByMs: number;
  private wasConnected = false;
  private lookAgainMs = Infinity;
  private resolve: () => void = () => {};
  private readonly ended = new Promise<void>((resolve) => {
    this.resolve = resolve;
  });

  constructor(private readonly options: ProbeHostOptions) {
    const { broker, probe, interfaceName } = options;
    this.now = options.now ?? Date.now;
    this.connectByMs = this.now() + connectMsMax;
    this.session = new ProbeSession(probe, this.now());
    this.connection = new MqttConnection({
      address: broker,
      clientId: `peakfleet-probe-${identityText(probe.identity).replace("/", "-")}`,
      // QoS 1, so that what comes shows the QoS that it was sent with, up to 1.
      subscriptions: topicFilters(probe.identity, probe.version, interfaceName).map((filter) => ({
        filter,
        qos: 1,
      })),
      onConnect: () => {
        this.wasConnected = true;
        this.lookAgainMs = this.now() + lookAgainMs;
      },
      onLost: () => this.stop(t("the connection to the broker is lost", "与代理的连接中断")),
      onMessage: (topic, bytes, retained, qos) => {
        this.session.receive({ topic, bytes, retained, qos, atMs: this.now() });
        this.flush();
      },
      onError: options.onError,
    });
    this.timer = setInterval(() => this.wake(), wakeMs);
  }

  /** The plan has been read and the space is free. */
  confirm(): void {
    this.session.confirm(this.now());
    this.flush();
  }
  stop(reason: Bilingual): void {
    this.session.stop(reason, this.now());
    this.flush();
  }
  /** Resolves when the probe is over and the connection closed. */
  async finish(): Promise<ProbeReport> {
    await this.ended;
    clearInterval(this.timer);
    await this.connection.close();
    return this.session.report();
  }

  private wake(): void {
    if (!this.wasConnected && this.now() > this.connectByMs)
      this.stop(
        t(
          `no connection to ${this.options.broker.url} in ${connectMsMax / 1000} s`,
          `${connectMsMax / 1000} 秒内无法连接 ${this.options.broker.url}`,
        ),
      );
    if (this.now() >= this.lookAgainMs) this.lookAgain();
    this.session.tick(this.now());
    this.flush();
  }
  private lookAgain(): void {
    this.lookAgainMs = Infinity;
    const { probe, interfaceName } = this.options;
    for (const filter of topicFilters(probe.identity, probe.version, interfaceName))
      if (filter.endsWith("/connection") || filter.endsWith("/factsheet"))
        this.connection.askForRetained(filter);
  }
  private flush(): void {
    for (const { topic, payload } of this.session.takeOutbox())
      this.connection.publish(topic, payload, 0, false);
    for (const note of this.session.takeNotes()) this.options.onNote(note);
    if (this.session.phase === "ended") this.resolve();
  }
}
