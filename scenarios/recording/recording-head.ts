// Whether a value read from a file is a recording's head: what the page builds its arrays and pictures on.
import { type RecordingHead, recordingVersion } from "./recording-port.ts";

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const countMax = 1_000_000;

export function isHead(value: unknown): value is RecordingHead {
  if (!isFields(value) || value["version"] !== recordingVersion || typeof value["program"] !== "string") {
    return false;
  }
  const { request, facts } = value;
  return isFields(request) && isRequest(request) && isFields(facts) && isFacts(facts);
}

function isRequest({ scenario, seed, strategy, hours, injections, own }: Fields): boolean {
  return (
    typeof scenario === "string" &&
    isCount(seed) &&
    typeof strategy === "string" &&
    (hours === null || typeof hours === "number") &&
    areTexts(injections) &&
    (own === null || (isFields(own) && isOwn(own)))
  );
}
function isOwn({ name, text, overrides, files }: Fields): boolean {
  const fits = typeof name === "string" && typeof text === "string" && areTexts(overrides);
  return fits && isFields(files) && areTexts(Object.values(files));
}
const areTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((entry) => typeof entry === "string");

function isFacts(facts: Fields): boolean {
  const { floor, robots, pods, stations, chutes, stepSeconds, startLocalSeconds, horizonSteps } = facts;
  const { stationSlots, reasons } = facts;
  const counts = [robots, pods, stations, chutes];
  return (
    counts.every((count) => isCount(count) && count <= countMax) &&
    typeof stepSeconds === "number" &&
    stepSeconds > 0 &&
    typeof startLocalSeconds === "number" &&
    isCount(horizonSteps) &&
    stationSlots instanceof Int32Array &&
    stationSlots.length === stations &&
    Array.isArray(reasons) &&
    reasons.every((form) => isFields(form) && typeof form["code"] === "string" && areTexts(form["values"])) &&
    isFields(floor) &&
    isFloor(floor, stations as number)
  );
}
function isFloor(floor: Fields, stations: number): boolean {
  const { width, height, kind } = floor;
  if (!isCount(width) || !isCount(height) || !(kind instanceof Uint8Array)) return false;
  const cells = width * height;
  const onFloor = (value: unknown): boolean =>
    value instanceof Int32Array && value.every((cell) => cell >= 0 && cell < cells);
  return (
    cells > 0 &&
    kind.length === cells &&
    onFloor(floor["podPlaces"]) &&
    onFloor(floor["chargers"]) &&
    Array.isArray(floor["stations"]) &&
    floor["stations"].length === stations &&
    floor["stations"].every(
      (site: unknown) =>
        isFields(site) &&
        typeof site["name"] === "string" &&
        onFloor(Int32Array.of(Number(site["workCell"]))) &&
        onFloor(site["queueCells"]),
    )
  );
}
