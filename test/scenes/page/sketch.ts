// A floor and one frame of it from a drawing of a few rows, for scenes whose every mark can be named.
import { CellKind, type Floor, StationKind, type StationSite } from "../../../sim/model/index.ts";
import { type FrameLayout, frameLayout } from "../../../viewer/src/protocol/frame-codec.ts";
import type { RunFacts } from "../../../viewer/src/protocol/messages.ts";

/** A robot of a scene; left out: heading east, waiting, without a pod, charged to 80 per cent. */
export interface SketchRobot {
  readonly at: readonly [column: number, row: number];
  readonly heading?: number;
  readonly activity?: number;
  readonly laden?: boolean;
}

/** A station's state in a scene; left out: open, nobody waits, no slot used. */
export interface SketchStation {
  readonly open?: boolean;
  readonly queue?: number;
  readonly used?: number;
  /** As `StationTrouble`. */
  readonly trouble?: number;
}

export interface Sketch {
  /** `#` wall, `.` aisle, `o` pod place with a pod, `_` empty pod place, `q` queue, `c` charger, `P` pick and `S` stow station. */
  readonly rows: readonly string[];
  readonly robots?: readonly SketchRobot[];
  /** In the order in which stations stand in `rows`, row by row. */
  readonly stations?: readonly SketchStation[];
}

export interface Drawn {
  readonly facts: RunFacts;
  readonly layout: FrameLayout;
  readonly frame: Int32Array;
}

const kinds: Readonly<Record<string, number>> = {
  "#": CellKind.blocked,
  ".": CellKind.aisle,
  o: CellKind.podPlace,
  _: CellKind.podPlace,
  q: CellKind.queue,
  c: CellKind.charger,
  P: CellKind.work,
  S: CellKind.work,
};
const slotsOfStation = 6;
const chargePercent = 80;

/** Throws where a row has another length or an unknown sign. */
export function drawSketch({ rows, robots = [], stations = [] }: Sketch): Drawn {
  const width = rows[0]!.length;
  const signs = rows.flatMap((row, at) => {
    if (row.length !== width) throw new Error(`row ${at}: ${row.length} cells, the first row has ${width}`);
    return [...row];
  });
  const cellsOf = (wanted: string) => signs.flatMap((sign, cell) => (wanted.includes(sign) ? [cell] : []));
  const kind = Uint8Array.from(signs, (sign) => {
    const found = kinds[sign];
    if (found === undefined) throw new Error(`unknown sign ${sign}; known: ${Object.keys(kinds).join(" ")}`);
    return found;
  });
  const sites = cellsOf("PS").map((workCell, index): StationSite => {
    const isPick = signs[workCell] === "P";
    return {
      name: `${isPick ? "P" : "S"}${index + 1}`,
      kind: isPick ? StationKind.pick : StationKind.replenish,
      workCell,
      queueCells: new Int32Array(0),
    };
  });
  const floor: Floor = {
    width,
    height: rows.length,
    kind,
    exits: new Uint8Array(kind.length).fill(15),
    lanes: new Uint8Array(kind.length),
    zone: new Uint8Array(kind.length),
    zoneCount: 1,
    podPlaces: Int32Array.from(cellsOf("o_")),
    chargers: Int32Array.from(cellsOf("c")),
    stations: sites,
    cellMetres: 1,
  };
  const stored = cellsOf("o");
  const carried = robots.filter((robot) => robot.laden).length;
  const layout = frameLayout({
    robots: robots.length,
    pods: stored.length + carried,
    stations: sites.length,
    chutes: 0,
  });
  const frame = new Int32Array(layout.words);
  let pod = stored.length;
  stored.forEach((cell, index) => {
    frame[layout.podPlace + index] = cell;
  });
  robots.forEach((robot, index) => {
    const cell = robot.at[1] * width + robot.at[0];
    frame[layout.robotCell + index] = cell;
    frame[layout.robotState + index] =
      (robot.heading ?? 0) | ((robot.activity ?? 0) << 2) | (chargePercent << 8);
    frame[layout.robotPod + index] = robot.laden ? pod : -1;
    frame[layout.robotGoal + index] = -1;
    if (!robot.laden) return;
    frame[layout.podPlace + pod] = -1;
    pod += 1;
  });
  sites.forEach((_, index) => {
    const { open = true, queue = 0, used = 0, trouble = 0 } = stations[index] ?? {};
    frame[layout.stationState + index] = (open ? 1 : 0) | (queue << 1) | (trouble << 14) | (used << 16);
  });
  const facts: RunFacts = {
    floor,
    shape: layout,
    stepSeconds: 1,
    startLocalSeconds: 0,
    horizonSteps: 1,
    stationSlots: new Int32Array(sites.length).fill(slotsOfStation),
    reasons: [],
  };
  return { facts, layout, frame };
}
