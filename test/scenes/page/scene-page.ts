// The page of the floor scenes: the viewer's own floor, labels and small map over a sketch, drawn once.
import { fitCamera } from "../../../viewer/src/floor/camera.ts";
import type { ThemeName } from "../../../viewer/src/floor/floor-look.ts";
import { closeFloorRenderer, FloorScene, openFloorRenderer } from "../../../viewer/src/floor/floor-scene.ts";
import { Minimap } from "../../../viewer/src/floor/minimap.ts";
import type { Overlays } from "../../../viewer/src/floor/overlays.ts";
import { StationLabels } from "../../../viewer/src/floor/station-labels.ts";
import type { ShownTraffic } from "../../../viewer/src/floor/traffic-layer.ts";
import { en } from "../../../viewer/src/i18n/en.ts";
import "../../../viewer/src/styles/theme.css";
import "../../../viewer/src/styles/page.css";
import { trafficCounters } from "../../../viewer/src/run/traffic-history.ts";
import { floorScenes } from "./floor-scenes.ts";
import { drawSketch } from "./sketch.ts";

declare global {
  interface Window {
    /** Shows a scene; `shiftedRobot` moves that robot one cell, as a fault of the viewer might. */
    showScene: (name: string, theme: ThemeName, shiftedRobot?: number) => Promise<void>;
  }
}

let shown: FloorScene | null = null;

window.showScene = async (name, theme, shiftedRobot) => {
  const scene = floorScenes[name];
  if (scene === undefined) throw new Error(`no scene ${name}; known: ${Object.keys(floorScenes).join(", ")}`);
  shown?.destroy();
  if (shown !== null) closeFloorRenderer(shown);
  shown = null;
  document.documentElement.dataset.theme = theme;
  const box = document.querySelector<HTMLElement>(".canvas-box")!;
  box.innerHTML =
    '<canvas></canvas><div class="station-labels"></div><div class="corner"><canvas class="minimap" hidden></canvas></div>';
  const [canvas, map] = box.querySelectorAll("canvas");
  const { facts, layout, frame } = drawSketch(scene.sketch);
  if (shiftedRobot !== undefined) frame[layout.robotCell + shiftedRobot]! += 1;
  const { floor } = facts;
  const view = { width: box.clientWidth, height: box.clientHeight };
  const fitted = fitCamera(floor, view);
  const camera = scene.zoom === undefined ? fitted : { ...fitted, scale: scene.zoom };
  const traffic: ShownTraffic | null = scene.traffic
    ? { counts: countsOf(scene.traffic, floor), minutes: 10, version: 1, waitsMost: 100 }
    : null;
  const overlays: Overlays = {
    selected: scene.selected ?? -1,
    route: scene.route ?? null,
    heat: traffic,
    flow: traffic,
    numbers: scene.numbers ?? false,
    closedCells: scene.closedCells ?? [],
  };
  shown = new FloorScene(await openFloorRenderer(canvas!, theme), facts, layout, theme);
  shown.resize(view);
  shown.draw({ previous: frame, next: frame, fraction: 0 }, camera, view, overlays);
  new StationLabels(box.querySelector<HTMLElement>(".station-labels")!, facts).update(
    frame,
    layout,
    camera,
    view,
    en,
  );
  new Minimap(map!, floor, layout).draw(frame, camera, view, overlays.selected, theme, 0);
};

function countsOf(
  traffic: (cell: number, column: number, row: number) => readonly number[],
  floor: { readonly width: number; readonly kind: Uint8Array },
): Uint32Array {
  const counts = new Uint32Array(floor.kind.length * trafficCounters);
  for (let cell = 0; cell < floor.kind.length; cell += 1) {
    counts.set(traffic(cell, cell % floor.width, Math.floor(cell / floor.width)), cell * trafficCounters);
  }
  return counts;
}
