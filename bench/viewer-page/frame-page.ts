// The page of the frame benchmark: the viewer's own scene over a made floor, with as many robots as asked, drawn picture by
// picture. Only JavaScript is timed: positions, overlays and what the drawing library does until it hands over to the card.
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { closeFloorRenderer, FloorScene, openFloorRenderer } from "../../viewer/src/floor/floor-scene.ts";
import type { Overlays } from "../../viewer/src/floor/overlays.ts";
import { type FrameLayout, frameLayout } from "../../viewer/src/protocol/frame-codec.ts";
import type { RunFacts } from "../../viewer/src/protocol/messages.ts";

export interface FrameTimes {
  /** Median and 95 % of milliseconds of JavaScript per picture; the 95 % has the pictures that begin a step. */
  readonly median: number;
  readonly p95: number;
}

const podsPerRobot = 2;
const picturesPerStep = 8;

declare global {
  interface Window {
    measureFrames: (robots: number, pictures: number) => Promise<FrameTimes>;
  }
}

window.measureFrames = async (robots, pictures) => {
  const canvas = document.querySelector("canvas")!;
  const side = Math.ceil(Math.sqrt(robots * 6));
  const floor = madeFloor(side, robots * podsPerRobot);
  const layout = frameLayout({ robots, pods: robots * podsPerRobot, stations: 0, chutes: 0 });
  const facts = { floor, shape: layout, stationSlots: new Int32Array(0) } as unknown as RunFacts;
  const scene = new FloorScene(await openFloorRenderer(canvas, "dark"), facts, layout, "dark");
  const view = { width: 640, height: 360 };
  scene.resize(view);
  const camera = { x: side / 2, y: side / 2, scale: Math.max(1, 360 / side) };
  const overlays: Overlays = {
    selected: 0,
    route: { behind: [0, 1, 2], ahead: [2, 3, 4, 5], rest: [5, 6, 7], goal: 7 },
    heat: null,
    flow: null,
    numbers: true,
    closedCells: [],
  };
  const frames = [0, 1, 2, 3].map((step) => madeFrame(layout, side, step));
  const times: number[] = [];
  for (let picture = 0; picture < pictures; picture += 1) {
    const step = Math.floor(picture / picturesPerStep);
    const shown = {
      previous: frames[step % 4]!,
      next: frames[(step + 1) % 4]!,
      fraction: (picture % picturesPerStep) / picturesPerStep,
    };
    const startedAt = performance.now();
    scene.draw(shown, camera, view, overlays);
    times.push(performance.now() - startedAt);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  scene.destroy();
  closeFloorRenderer(scene);
  // The first pictures build the layers.
  const steady = times.slice(picturesPerStep).sort((a, b) => a - b);
  return { median: steady[Math.floor(steady.length / 2)]!, p95: steady[Math.floor(steady.length * 0.95)]! };
};

function madeFloor(side: number, pods: number): Floor {
  const kind = new Uint8Array(side * side).fill(CellKind.aisle);
  for (let pod = 0; pod < pods; pod += 1) kind[pod * 2] = CellKind.podPlace;
  return { width: side, height: side, kind, stations: [], podPlaces: new Int32Array(0) } as unknown as Floor;
}

/** Every robot goes one cell on in each step, a third of them laden; one robot in fifty changes what it does. */
function madeFrame(layout: FrameLayout, side: number, step: number): Int32Array {
  const frame = new Int32Array(layout.words);
  frame[0] = step;
  for (let robot = 0; robot < layout.robots; robot += 1) {
    frame[layout.robotCell + robot] = (robot * 5 + step) % (side * side);
    const activity = (robot + step) % 50 === 0 ? 3 : 1;
    frame[layout.robotState + robot] = (robot & 3) | (activity << 2) | (80 << 8);
    frame[layout.robotPod + robot] = robot % 3 === 0 ? robot : -1;
  }
  for (let pod = 0; pod < layout.pods; pod += 1) {
    frame[layout.podPlace + pod] = pod % 3 === 0 && pod < layout.robots ? -1 : pod * 2;
  }
  return frame;
}
