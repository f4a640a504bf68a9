// One floor: the canvas, its station labels, zoom buttons, and mouse, touch and wheel. Frames go straight from the run
// to the scene; only the text summary for screen readers passes through the UI library.

import { createEffect, createMemo, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import type { Floor } from "../../../sim/model/index.ts";
import { fitCamera, toCell } from "../floor/camera.ts";
import type { FloorRenderer, FloorScene } from "../floor/floor-scene.ts";
import { Minimap } from "../floor/minimap.ts";
import { NameLabels } from "../floor/name-labels.ts";
import { OverlayKeeper } from "../floor/overlays.ts";
import { attachPointer } from "../floor/pointer.ts";
import { StationLabels } from "../floor/station-labels.ts";
import { formatNumber, formatTime, text } from "../i18n/index.ts";
import { activityOf } from "../protocol/frame-codec.ts";
import type { Pane } from "../run/pane.ts";
import { robotName } from "../state/robot-name.ts";
import type { PaneView } from "../state/run-view.ts";
import type { Stage } from "../state/stage.ts";
import type { WatchState } from "../state/watch-state.ts";
import type { ActPlace } from "./act-dialog.tsx";
import { FloorTools } from "./floor-tools.tsx";
import { HeatLegend } from "./heat-legend.tsx";
import { IconButton } from "./icon-button.tsx";
import { Icon } from "./icons.tsx";

const zoomStep = 1.35;
const pickReachCells = 1.2;
const summaryMilliseconds = 5000;

export interface FloorPaneProps {
  readonly app: WatchState;
  readonly pane: Pane;
  readonly index: number;
  /** Left out: nothing can be made to happen here. */
  readonly onAct?: (place: ActPlace) => void;
  readonly onClose?: () => void;
  /** Left out: what a simulated run says of itself. */
  readonly words?: PaneWords;
}
/** What a floor says of itself. */
export interface PaneWords {
  readonly caption: string;
  readonly figure: string;
  readonly label: string;
  /** For screen readers, every few seconds. */
  readonly summary: () => string;
}

export function FloorPane(props: FloorPaneProps): JSX.Element {
  const { app, pane } = props;
  let box!: HTMLDivElement;
  let canvas!: HTMLCanvasElement;
  let labelBox!: HTMLDivElement;
  let nameBox!: HTMLDivElement;
  let mapCanvas!: HTMLCanvasElement;
  const [problem, setProblem] = createSignal("");
  const [summary, setSummary] = createSignal("");
  const [waitsMost, setWaitsMost] = createSignal(0);
  let scene: FloorScene | null = null;
  let opened: Promise<FloorRenderer> | null = null;
  const view = (): PaneView | undefined => app.view().panes[props.index];
  /** A floor that joins later has its facts only after it is on the page. */
  const isReady = createMemo(() => {
    app.view();
    return pane.facts !== null;
  });
  const size = () => ({ width: box.clientWidth, height: box.clientHeight });

  const openRenderer = async (): Promise<FloorRenderer> => {
    const { openFloorRenderer } = await import("../floor/floor-scene.ts");
    return openFloorRenderer(canvas, app.theme());
  };
  onMount(() => {
    // The canvas opens while the run is being made; a failure is told by whoever awaits it.
    opened = openRenderer();
    opened.catch(() => {});
  });
  onCleanup(() => {
    // Only now: a canvas whose renderer has been closed cannot be opened again.
    opened
      ?.then(async (renderer) => (await import("../floor/floor-scene.ts")).closeFloorRenderer(renderer))
      .catch(() => {});
  });

  createEffect(() => {
    const stage = app.stage();
    if (!isReady() || stage === null || pane.facts === null || pane.layout === null) return;
    const { facts, layout } = pane;
    const labels = new StationLabels(labelBox, facts);
    const names = new NameLabels(nameBox, facts);
    const minimap = new Minimap(mapCanvas, facts.floor, layout);
    const overlays = new OverlayKeeper(pane);
    const ends: (() => void)[] = [];
    let ended = false;
    onCleanup(() => {
      ended = true;
      for (const end of ends) end();
      scene?.destroy();
      scene = null;
      labels.clear();
      names.clear();
    });

    const paint = () => {
      const playback = app.playback();
      const shown = playback?.shown(pane);
      if (!scene || !shown) return;
      if (stage.following && props.index === 0) {
        stage.lookAt(scene.poses.x[stage.selected]!, scene.poses.y[stage.selected]!);
      }
      const view = size();
      const over = overlays.of(shown.previous, stage.selected, app.layers());
      scene.showFloor(pane.facts!.floor);
      minimap.showFloor(pane.facts!.floor);
      scene.draw(shown, stage.camera, view, over);
      names.update(scene.poses, stage.camera, view, over.numbers);
      labels.update(shown.previous, layout, stage.camera, view, text());
      minimap.draw(shown.previous, stage.camera, view, stage.selected, app.theme(), performance.now());
      setWaitsMost(over.heat?.waitsMost ?? 0);
    };
    opened ??= openRenderer();
    Promise.all([opened, import("../floor/floor-scene.ts")])
      .then(([opening, floor]) => {
        if (ended) return;
        scene = new floor.FloorScene(opening, facts, layout, app.theme());
        scene.resize(size());
        stage.viewResized(size());
        ends.push(stage.addPainter(paint));
      })
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));

    const observer = new ResizeObserver(() => {
      scene?.resize(size());
      stage.viewResized(size());
      paint();
    });
    observer.observe(box);
    ends.push(() => observer.disconnect());
    ends.push(
      attachPointer(canvas, {
        pan: (dx, dy) => stage.pan(dx, dy),
        zoom: (factor, x, y) => stage.zoom(factor, x, y, size()),
        menu: (x, y) => props.onAct?.(placeAt(scene, facts.floor, toCell(stage.camera, x, y, size()))),
        press: (x, y) => stage.select(nearestRobot(scene, toCell(stage.camera, x, y, size()))),
      }),
    );
    const lookThere = (event: PointerEvent) => {
      if (event.buttons === 0) return;
      stage.show(event.offsetX / minimap.scale, event.offsetY / minimap.scale);
    };
    mapCanvas.addEventListener("pointerdown", lookThere);
    mapCanvas.addEventListener("pointermove", lookThere);
    ends.push(() => {
      mapCanvas.removeEventListener("pointerdown", lookThere);
      mapCanvas.removeEventListener("pointermove", lookThere);
    });
    createEffect(() => {
      app.theme();
      minimap.themeChanged();
    });
    const timer = setInterval(() => setSummary(summarize()), summaryMilliseconds);
    ends.push(() => clearInterval(timer));
  });

  createEffect(() => {
    const theme = app.theme();
    scene?.setTheme(theme);
    app.stage()?.touch();
  });

  /** Where the selected robot stands, or nowhere. */
  function selectedPlace(): ActPlace {
    const robot = app.selection().robot;
    const frame = app.playback()?.shown(pane)?.previous;
    if (robot < 0 || frame === undefined || pane.layout === null) return null;
    return { robot, cell: frame[pane.layout.robotCell + robot]! };
  }
  function summarize(): string {
    if (props.words !== undefined) return props.words.summary();
    const shown = app.playback()?.shown(pane);
    const { facts, layout } = pane;
    if (!shown || !facts || !layout) return "";
    let busy = 0;
    for (let robot = 0; robot < layout.robots; robot += 1) {
      if (activityOf(shown.previous[layout.robotState + robot]!) !== 0) busy += 1;
    }
    const clock = formatTime(facts.startLocalSeconds + shown.previous[0]! * facts.stepSeconds);
    const done = view()?.report?.ordersDone ?? 0;
    return text().floor.summary(clock, pane.request.strategy, busy, layout.robots, done);
  }
  const zoomMiddle = (factor: number, stage: Stage | null) =>
    stage?.zoom(factor, size().width / 2, size().height / 2, size());

  return (
    <figure class="pane" data-pane={view()?.name}>
      <figcaption>
        <Show when={props.words === undefined}>
          <b class={`badge badge-${(view()?.name ?? "A").toLowerCase()}`}>{view()?.name}</b>
        </Show>
        <span class="strategy-name">{props.words?.caption ?? pane.request.strategy}</span>
        <Show when={pane.request.recording}>
          {(name) => (
            <span class="recorded" title={text().recording.option(name())}>
              <Icon name="film" />
              {name()}
            </span>
          )}
        </Show>
        <Show when={(view()?.injections.length ?? 0) > 0}>
          <span class="injected" title={view()!.injections.join("\n")}>
            <Icon name="bolt" />
            {view()!.injections.length}
            <span class="visually-hidden">{text().act.injected}</span>
          </span>
        </Show>
        <span class="pane-figure">
          {props.words?.figure ?? ""}
          {view()?.report ? text().floor.done(formatNumber(view()!.report!.ordersDone)) : ""}
        </span>
        <Show when={props.onClose !== undefined && app.view().panes.length > 1 && props.index > 0}>
          <span class="caption-button">
            <IconButton
              icon="close"
              label={text().floor.closePane(view()?.name ?? "")}
              onPress={() => props.onClose?.()}
            />
          </span>
        </Show>
      </figcaption>
      <div class="canvas-box" ref={box}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={props.words?.label ?? text().floor.label(pane.request.strategy)}
        />
        <div class="station-labels" ref={labelBox} aria-hidden="true" />
        <div class="station-labels" ref={nameBox} aria-hidden="true" hidden />
        <Show when={props.index === 0}>
          <FloorTools
            app={app}
            {...(props.onAct === undefined ? {} : { onAct: () => props.onAct?.(selectedPlace()) })}
          />
          <Show when={app.selection().following}>
            <button type="button" class="following" onClick={() => app.stage()?.follow("off")}>
              {text().floor.following(robotName(app.view().facts, app.selection().robot))} ·{" "}
              <b>{text().floor.stopFollowing}</b> (F)
            </button>
          </Show>
        </Show>
        <div class="corner">
          <Show when={app.layers().includes("heat")}>
            <HeatLegend most={waitsMost()} />
          </Show>
          <canvas
            ref={mapCanvas}
            class="minimap"
            role="img"
            aria-label={text().floor.minimap}
            title={text().floor.minimap}
            hidden
          />
        </div>
        <div class="zoom-buttons">
          <IconButton
            icon="plus"
            label={text().floor.zoomIn}
            key="+"
            onPress={() => zoomMiddle(zoomStep, app.stage())}
          />
          <IconButton
            icon="minus"
            label={text().floor.zoomOut}
            key="−"
            onPress={() => zoomMiddle(1 / zoomStep, app.stage())}
          />
          <IconButton icon="fit" label={text().floor.fit} key="0" onPress={() => app.stage()?.fit(size())} />
        </div>
        <Show when={problem()}>
          <div class="pane-problem" role="alert">
            <b>{text().failure.noWebGl}</b>
            <p>{text().failure.noWebGlAdvice}</p>
            <pre>{problem()}</pre>
          </div>
        </Show>
      </div>
      <p class="visually-hidden" aria-live="polite">
        {summary()}
      </p>
    </figure>
  );
}

/** How large one robot's cell would be if this floor had the box for itself; used to choose the arrangement. */
export function fittedScale(floor: { width: number; height: number }, width: number, height: number): number {
  return fitCamera(floor, { width, height }).scale;
}

/** What is at a place of the floor; null outside. */
function placeAt(
  scene: FloorScene | null,
  floor: Floor,
  at: { readonly x: number; readonly y: number },
): ActPlace {
  const [column, row] = [Math.floor(at.x), Math.floor(at.y)];
  if (column < 0 || row < 0 || column >= floor.width || row >= floor.height) return null;
  return { robot: nearestRobot(scene, at, 0.7), cell: row * floor.width + column };
}

function nearestRobot(
  scene: FloorScene | null,
  at: { readonly x: number; readonly y: number },
  reachCells = pickReachCells,
): number {
  if (scene === null) return -1;
  const { x, y } = scene.poses;
  let nearest = -1;
  let best = reachCells * reachCells;
  for (let robot = 0; robot < x.length; robot += 1) {
    const [dx, dy] = [x[robot]! - at.x, y[robot]! - at.y];
    const distance = dx * dx + dy * dy;
    if (distance >= best) continue;
    best = distance;
    nearest = robot;
  }
  return nearest;
}
