// A listener at a broker: the one place of the page that knows the client library, which is loaded when somebody listens.
import type { IClientOptions, MqttClient } from "mqtt";
import type { OpenListener } from "./broker-feed.ts";

const keepAliveSeconds = 20;
const connectMsMax = 10_000;
/** CONNACK codes of 3.1.1 and 5 for who is not let in. */
const notAllowedCodes: ReadonlySet<number> = new Set([4, 5, 134, 135]);

export const openMqttListener: OpenListener = (url, login, filters, events) => {
  let client: MqttClient | null = null;
  let isClosed = false;
  const options: IClientOptions = {
    // Another listener beside it must not be thrown out.
    clientId: `peakfleet-viewer-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`,
    protocolVersion: 4,
    clean: true,
    keepalive: keepAliveSeconds,
    connectTimeout: connectMsMax,
    // Whoever opened it decides when to try again.
    reconnectPeriod: 0,
    ...(login === null ? {} : { username: login.user, password: login.password }),
  };
  import("mqtt").then(
    ({ default: mqtt }) => {
      if (isClosed) return;
      client = mqtt.connect(url, options);
      client.on("connect", () => {
        // A listener may be let in to some topics and not to others: what it gets is shown.
        let [asked, granted] = [filters.length, 0];
        for (const filter of filters) {
          client!.subscribe(filter, { qos: 0 }, (error) => {
            asked -= 1;
            if (error === null || error === undefined) granted += 1;
            if (asked > 0) return;
            if (granted > 0) events.connected();
            else events.failed("subscribe", error?.message ?? "");
          });
        }
      });
      client.on("message", (topic, payload) => events.message(topic, payload));
      client.on("error", (error) => {
        const code = "code" in error && typeof error.code === "number" ? error.code : -1;
        events.failed(notAllowedCodes.has(code) ? "not-allowed" : "unreachable", error.message);
      });
      client.on("close", () => events.lost());
    },
    (error: unknown) => events.failed("unreachable", String(error)),
  );
  return () => {
    isClosed = true;
    client?.removeAllListeners();
    // Errors after the end are nobody's business.
    client?.on("error", () => {});
    client?.end(true);
  };
};
