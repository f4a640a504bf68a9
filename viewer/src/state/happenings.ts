// What somebody can let happen on a floor, as a form, and what of it is said to the run in the words of `--inject`.
import type { Floor } from "../../../sim/model/index.ts";
import { CellKind, StationKind } from "../../../sim/model/index.ts";

export const happeningKinds = [
  "robot-fails",
  "cell-closes",
  "station-closes",
  "person-away",
  "station-slows",
  "stations-open",
  "fleet-size",
  "orders-surge",
  "orders-cancelled",
  "supplier-stops",
] as const;
export type HappeningKind = (typeof happeningKinds)[number];

/** All fields of the form; each kind uses some of them. */
export interface Happening {
  readonly kind: HappeningKind;
  readonly robot: number;
  readonly column: number;
  readonly row: number;
  readonly station: string;
  readonly minutes: number;
  readonly factor: number;
  readonly percent: number;
  /** Pick stations that stay open. */
  readonly stationsOpen: number;
  /** Robots on the floor from now on. */
  readonly fleetSize: number;
}

/** The site as it is when something happens to it. */
export interface SiteNow {
  readonly floor: Floor;
  readonly robots: number;
  /** Robots that are on the floor and not in the yard. */
  readonly robotsOnFloor: number;
  /** How long the run still goes. */
  readonly minutesLeft: number;
}

export type HappeningField = Exclude<keyof Happening, "kind">;
export const fieldsOf: Readonly<Record<HappeningKind, readonly HappeningField[]>> = {
  "robot-fails": ["robot", "minutes"],
  "cell-closes": ["column", "row", "minutes"],
  "station-closes": ["station", "minutes"],
  "person-away": ["station", "minutes"],
  "station-slows": ["station", "minutes", "factor"],
  "stations-open": ["stationsOpen"],
  "fleet-size": ["fleetSize"],
  "orders-surge": ["minutes", "factor"],
  "orders-cancelled": ["percent"],
  "supplier-stops": ["minutes"],
};

/** Kinds that make sense on a floor: a sorter has no stock and no pods. */
export function kindsOn(floor: Floor): readonly HappeningKind[] {
  const notOnSorters: readonly HappeningKind[] = ["supplier-stops", "stations-open", "fleet-size"];
  return floor.chutes === undefined
    ? happeningKinds
    : happeningKinds.filter((kind) => !notOnSorters.includes(kind));
}

export const minutesMax = 60 * 24;
export const factorMax = 100;

export const pickStations = (floor: Floor): readonly string[] =>
  floor.stations.filter(({ kind }) => kind === StationKind.pick).map(({ name }) => name);

/** The first field that does not fit this site, or null. */
export function wrongField(
  happening: Happening,
  { floor, robots, robotsOnFloor }: SiteNow,
): HappeningField | null {
  const isWhole = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  const fits: Readonly<Record<HappeningField, () => boolean>> = {
    robot: () => isWhole(happening.robot, 0, robots - 1),
    column: () => isWhole(happening.column, 0, floor.width - 1),
    row: () =>
      isWhole(happening.row, 0, floor.height - 1) &&
      floor.kind[happening.row * floor.width + happening.column] !== CellKind.blocked,
    station: () => floor.stations.some(({ name }) => name === happening.station),
    minutes: () => happening.minutes >= 0.1 && happening.minutes <= minutesMax,
    factor: () => happening.factor >= 1 && happening.factor <= factorMax,
    percent: () => happening.percent >= 0 && happening.percent <= 100,
    stationsOpen: () => isWhole(happening.stationsOpen, 1, pickStations(floor).length),
    fleetSize: () =>
      isWhole(happening.fleetSize, 1, floor.podPlaces.length) && happening.fleetSize !== robotsOnFloor,
  };
  return fieldsOf[happening.kind].find((field) => !fits[field]()) ?? null;
}

/** In the words of `--inject`, without the time. */
export function wordsOf(
  happening: Happening,
  { floor, minutesLeft, robotsOnFloor }: SiteNow,
): readonly string[] {
  const { kind, robot, column, row, station, factor, percent, stationsOpen } = happening;
  const minutes = `${Math.round(happening.minutes * 100) / 100}m`;
  switch (kind) {
    case "robot-fails":
      return [`robot ${robot} fails ${minutes}`];
    case "cell-closes":
      return [`cell ${column},${row} closes ${minutes}`];
    case "station-closes":
      return [`station ${station} closes ${minutes}`];
    case "person-away":
      return [`person ${station} away ${minutes}`];
    case "station-slows":
      return [`station ${station} slows ${minutes} ${factor}x`];
    case "stations-open": {
      const rest = `${Math.max(1, Math.ceil(minutesLeft))}m`;
      return pickStations(floor)
        .slice(stationsOpen)
        .map((name) => `station ${name} closes ${rest}`);
    }
    case "fleet-size": {
      const more = happening.fleetSize - robotsOnFloor;
      return [`${Math.abs(more)} robots ${more > 0 ? "join" : "leave"}`];
    }
    case "orders-surge":
      return [`orders surge ${minutes} ${factor}x`];
    case "orders-cancelled":
      return [`orders cancelled ${percent}%`];
    case "supplier-stops":
      return [`supplier stops ${minutes}`];
  }
}

/** Whether the words change the fleet: then the run is another one from its start, although it goes the same way until then. */
export const changesFleet = (words: readonly string[]): boolean =>
  words.some((text) => /robots? (join|leave)/.test(text));

/** The form as it opens for a place on the floor: a robot there, else a station, else the cell. */
export function happeningAt(
  { floor, robotsOnFloor }: SiteNow,
  place: { readonly robot: number; readonly cell: number } | null,
): Happening {
  const station = place === null ? undefined : floor.stations.find((site) => belongsTo(site, place.cell));
  const isRobot = place !== null && place.robot >= 0;
  const kind: HappeningKind = isRobot
    ? "robot-fails"
    : station !== undefined
      ? "station-closes"
      : "cell-closes";
  return {
    kind: place === null ? "orders-surge" : kind,
    robot: isRobot ? place.robot : 0,
    column: place === null ? 0 : place.cell % floor.width,
    row: place === null ? 0 : Math.floor(place.cell / floor.width),
    station: station?.name ?? floor.stations[0]?.name ?? "",
    minutes: 10,
    factor: 2,
    percent: 10,
    stationsOpen: Math.max(1, pickStations(floor).length - 1),
    fleetSize: robotsOnFloor + Math.max(1, Math.round(robotsOnFloor / 10)),
  };
}

function belongsTo(site: Floor["stations"][number], cell: number): boolean {
  return site.workCell === cell || site.queueCells.includes(cell);
}
