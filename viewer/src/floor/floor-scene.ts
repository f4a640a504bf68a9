// The floor of one pane as a Pixi scene of particle layers: ground, pods, stations, robots, selection. A function of
// packed frames and the camera; it draws only when told to.
import { Container, type ParticleContainer, WebGLRenderer } from "pixi.js";
import type { FrameLayout } from "../protocol/frame-codec.ts";
import type { RunFacts } from "../protocol/messages.ts";
import type { Shown } from "../run/playback.ts";
import type { Camera, Size } from "./camera.ts";
import { ChuteLayer } from "./chute-layer.ts";
import { floorLooks, type ThemeName } from "./floor-look.ts";
import { withContext } from "./gl-context.ts";
import { makeGround } from "./ground-layer.ts";
import { interpolatePoses, makePoses, type RobotPoses } from "./interpolate.ts";
import { NumberLayer } from "./number-layer.ts";
import type { Overlays } from "./overlays.ts";
import { type Atlas, makeAtlas, makeLayer, makeParticle } from "./particles.ts";
import { PodLayer } from "./pod-layer.ts";
import { RoadLayer } from "./road-layer.ts";
import { RobotLayer } from "./robot-layer.ts";
import { RouteLayer } from "./route-layer.ts";
import { StationLayer } from "./station-layer.ts";
import { TrafficLayer } from "./traffic-layer.ts";
import { TroubleLayer } from "./trouble-layer.ts";

/** What a floor is drawn with; opened before anything is known of the run. */
export interface FloorRenderer {
  readonly renderer: WebGLRenderer;
  readonly atlas: Atlas;
}

/**
 * Opens the canvas and draws one particle that nobody sees, so that the shaders are compiled while the run is still
 * being made. Throws where the browser has no WebGL.
 */
export async function openFloorRenderer(canvas: HTMLCanvasElement, theme: ThemeName): Promise<FloorRenderer> {
  const renderer = await withContext(canvas, async (context) => {
    const opening = new WebGLRenderer();
    await opening.init({
      canvas,
      context,
      width: Math.max(1, canvas.clientWidth),
      height: Math.max(1, canvas.clientHeight),
      resolution: Math.min(2, globalThis.devicePixelRatio || 1),
      // Glyphs carry their own soft edges; multisampling would only cost.
      antialias: false,
      background: floorLooks[theme].background,
    });
    return opening;
  });
  const atlas = makeAtlas();
  const unseen = new Container({ isRenderGroup: true });
  unseen.addChild(makeLayer(atlas, [makeParticle(atlas.solid, 1)], { width: 1, height: 1 }, "moving"));
  renderer.render(unseen);
  unseen.destroy({ children: true });
  return { renderer, atlas };
}

/** For good: the browser takes the context away, and the canvas can never be opened again. */
export function closeFloorRenderer({ renderer, atlas }: FloorRenderer): void {
  atlas.solid.destroy(true);
  renderer.destroy();
}

export class FloorScene implements FloorRenderer {
  readonly poses: RobotPoses;
  readonly renderer: WebGLRenderer;
  readonly atlas: Atlas;
  private readonly world = new Container({ isRenderGroup: true });
  private readonly roads: RoadLayer;
  private readonly pods: PodLayer;
  private readonly chutes: ChuteLayer;
  private readonly robots: RobotLayer;
  private readonly stations: StationLayer;
  private readonly traffic: TrafficLayer;
  private readonly trouble: TroubleLayer;
  private readonly route: RouteLayer;
  private readonly numbers: NumberLayer;
  private ground: ParticleContainer | null = null;
  private drawnStep = -1;
  private theme: ThemeName;

  /** The renderer stays with whoever opened it, for the next scene on the same canvas. */
  constructor(
    { renderer, atlas }: FloorRenderer,
    private facts: RunFacts,
    private readonly layout: FrameLayout,
    theme: ThemeName,
  ) {
    const { floor } = facts;
    this.renderer = renderer;
    this.atlas = atlas;
    this.poses = makePoses(layout.robots);
    this.theme = theme;
    this.roads = new RoadLayer(facts, this.atlas);
    this.pods = new PodLayer(floor, layout, this.atlas);
    this.chutes = new ChuteLayer(floor, layout, this.atlas);
    this.stations = new StationLayer(facts, layout, this.atlas);
    this.robots = new RobotLayer(floor, layout, this.atlas);
    this.traffic = new TrafficLayer(floor, this.atlas);
    this.trouble = new TroubleLayer(facts, layout, this.atlas);
    this.route = new RouteLayer(floor, this.atlas);
    this.numbers = new NumberLayer(floor, this.atlas);
    const { pods, chutes, stations, robots, traffic, trouble, route, numbers } = this;
    this.world.addChild(
      this.roads.view,
      pods.view,
      chutes.view,
      traffic.heat,
      traffic.arrows,
      robots.pods,
      stations.view,
    );
    this.world.addChild(route.lines, robots.robots, trouble.view, route.rings, numbers.view);
    this.setTheme(theme);
  }

  setTheme(theme: ThemeName): void {
    this.theme = theme;
    const look = floorLooks[theme];
    this.renderer.background.color = look.background;
    this.layGround();
    this.roads.setLook(look);
    this.pods.setLook(look);
    this.chutes.setLook(look);
    this.stations.setLook(look);
    this.robots.setLook(theme, look);
    this.traffic.setLook(look);
    this.trouble.setLook(look);
    this.route.setLook(look);
    this.drawnStep = -1;
  }
  /** The floor is known better: same size, other cells. */
  showFloor(floor: RunFacts["floor"]): void {
    if (floor === this.facts.floor) return;
    this.facts = { ...this.facts, floor };
    this.layGround();
  }
  resize(view: Size): void {
    this.renderer.resize(Math.max(1, view.width), Math.max(1, view.height));
  }

  /** Draws one picture. */
  draw(shown: Shown, camera: Camera, view: Size, overlays: Overlays): void {
    const { previous, next, fraction } = shown;
    interpolatePoses(previous, next, fraction, this.layout, this.facts.floor.width, this.poses);
    if (previous[0] !== this.drawnStep) {
      this.pods.show(previous);
      this.chutes.show(previous);
      this.robots.dress(previous);
      this.stations.show(previous);
      this.drawnStep = previous[0]!;
    }
    this.robots.fitTo(camera.scale);
    this.robots.move(this.poses);
    this.traffic.showHeat(overlays.heat);
    this.traffic.showArrows(overlays.flow, camera.scale);
    this.trouble.show(previous, overlays.closedCells, camera.scale);
    this.route.show(overlays.route, this.poses, overlays.selected);
    // Robots with names have labels instead.
    this.numbers.show(this.poses, camera, view, overlays.numbers && this.facts.live === undefined);
    this.world.scale.set(camera.scale);
    this.world.position.set(
      view.width / 2 - camera.x * camera.scale,
      view.height / 2 - camera.y * camera.scale,
    );
    this.renderer.render(this.world);
  }
  private layGround(): void {
    this.ground?.destroy();
    const { floor, live } = this.facts;
    const edge = live?.floorFrom === "seen" ? "known" : "around";
    this.ground = makeGround(floor, floorLooks[this.theme], this.atlas, edge);
    this.world.addChildAt(this.ground, 0);
  }
  destroy(): void {
    this.world.destroy({ children: true });
  }
}
