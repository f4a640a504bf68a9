// Spoils what a robot sends, as the switched-on quirks have it.
import type { TopicName } from "../model/index.ts";
import type { Quirk } from "./quirks.ts";

type Payload = Record<string, unknown>;

/** The payload as text, changed by the quirks; unchanged and uncopied without them. */
export function spoilPayload(
  text: string,
  topic: TopicName,
  quirks: ReadonlySet<Quirk>,
  lastOrderVersion: string | null,
): string {
  const echo = quirks.has("version-echo") && lastOrderVersion !== null;
  const touched =
    echo ||
    quirks.has("timestamps-without-z") ||
    (topic === "state" && (quirks.has("null-battery") || quirks.has("charge-fraction"))) ||
    (topic === "factsheet" && quirks.has("empty-factsheet"));
  if (!touched) return text;
  let payload = JSON.parse(text) as Payload;
  if (topic === "factsheet" && quirks.has("empty-factsheet")) payload = headerOf(payload);
  if (quirks.has("timestamps-without-z")) payload.timestamp = String(payload.timestamp).replace("Z", "");
  if (echo) payload.version = lastOrderVersion;
  if (topic === "state") spoilBattery(payload, quirks);
  return JSON.stringify(payload);
}

function headerOf({ headerId, timestamp, version, manufacturer, serialNumber }: Payload): Payload {
  return { headerId, timestamp, version, manufacturer, serialNumber };
}
function spoilBattery(payload: Payload, quirks: ReadonlySet<Quirk>): void {
  const power = (payload.powerSupply ?? payload.batteryState) as Payload;
  const key = "stateOfCharge" in power ? "stateOfCharge" : "batteryCharge";
  if (quirks.has("charge-fraction")) power[key] = Number(power[key]) / 100;
  if (quirks.has("null-battery")) {
    power[key] = null;
    power.batteryVoltage = null;
    power[key === "stateOfCharge" ? "range" : "reach"] = null;
  }
}
