// The floor of one pane as a Pixi scene: ground drawn once, pods and robots as particles, stations as small sprites.
// A function of packed frames and the camera; it draws only when told to.
import {
  Container,
  Graphics,
  Particle,
  ParticleContainer,
  Rectangle,
  Sprite,
  Texture,
  WebGLRenderer,
} from "pixi.js";
import { CellKind, type Floor, StationKind } from "../../../sim/model/index.ts";
import { activityOf, type FrameLayout, stationOpenOf, stationSlotsUsedOf } from "../protocol/frame-codec.ts";
import type { RunFacts } from "../protocol/messages.ts";
import type { Shown } from "../run/playback.ts";
import type { Camera, Size } from "./camera.ts";
import { type FloorLook, floorLooks, type ThemeName } from "./floor-look.ts";
import { drawGlyph, type Glyph, glyphNames } from "./glyphs.ts";
import { interpolatePoses, makePoses, type RobotPoses } from "./interpolate.ts";
import { outwardOf } from "./outward.ts";
import { lookColors, lookOf, looks, packColor } from "./robot-look.ts";

const glyphPixels = 64;
/** Robots are a little larger than a cell, and never smaller than this on screen: a whole floor stays legible. */
const robotCells = 1.25;
const robotPixelsMin = 7.5;
const robotCellsMax = 2.2;
const podCells = 1;
/** Length of the bar of a station whose slots are all used. */
const barCells = 1.5;
/** Round shapes are drawn this much larger and scaled down: Pixi chooses their corners' detail by size. */
const fine = 32;

export class FloorScene {
  readonly poses: RobotPoses;
  private readonly world = new Container({ isRenderGroup: true });
  private ground: Graphics;
  private readonly textures: Readonly<Record<Glyph, Texture>>;
  private readonly podParticles: Particle[];
  private readonly podLayer: ParticleContainer;
  private readonly robotParticles: Particle[];
  private readonly robotLayer: ParticleContainer;
  private readonly stationBodies: Graphics[] = [];
  private readonly slotBars: Sprite[] = [];
  private readonly ring: Sprite;
  private readonly goalLine = new Graphics();
  private look: FloorLook;
  private robotColors: readonly number[];
  private robotSize = robotCells;
  private drawnStep = -1;

  private constructor(
    private readonly renderer: WebGLRenderer,
    private readonly facts: RunFacts,
    private readonly layout: FrameLayout,
    theme: ThemeName,
  ) {
    this.look = floorLooks[theme];
    this.robotColors = packColors(theme);
    this.textures = makeAtlas();
    this.poses = makePoses(layout.robots);
    this.ground = drawGround(facts.floor, this.look);
    const bounds = new Rectangle(0, 0, facts.floor.width, facts.floor.height);
    this.podParticles = Array.from({ length: layout.pods }, () => this.particle("pod", podCells));
    this.podLayer = this.particleLayer(this.podParticles, bounds, false);
    this.robotParticles = Array.from({ length: layout.robots }, () => this.particle("resting", robotCells));
    this.robotLayer = this.particleLayer(this.robotParticles, bounds, true);
    this.ring = new Sprite({ texture: this.textures.ring, anchor: 0.5, visible: false });
    this.ring.scale.set(2.2 / glyphPixels);
    this.world.addChild(this.ground, this.podLayer);
    for (let station = 0; station < layout.stations; station += 1) this.addStation(station);
    this.world.addChild(this.goalLine, this.robotLayer, this.ring);
  }

  /** Throws where the browser has no WebGL. */
  static async create(
    canvas: HTMLCanvasElement,
    facts: RunFacts,
    layout: FrameLayout,
    theme: ThemeName,
  ): Promise<FloorScene> {
    const renderer = new WebGLRenderer();
    await renderer.init({
      canvas,
      width: Math.max(1, canvas.clientWidth),
      height: Math.max(1, canvas.clientHeight),
      resolution: Math.min(2, globalThis.devicePixelRatio || 1),
      autoDensity: false,
      antialias: true,
      background: floorLooks[theme].background,
    });
    return new FloorScene(renderer, facts, layout, theme);
  }

  setTheme(theme: ThemeName): void {
    this.look = floorLooks[theme];
    this.robotColors = packColors(theme);
    this.renderer.background.color = this.look.background;
    const ground = drawGround(this.facts.floor, this.look);
    this.world.addChildAt(ground, 0);
    this.ground.destroy();
    this.ground = ground;
    this.drawnStep = -1;
  }
  resize(view: Size): void {
    this.renderer.resize(Math.max(1, view.width), Math.max(1, view.height));
  }

  /** Draws one picture. `selected` is a robot id or −1. */
  draw(shown: Shown, camera: Camera, view: Size, selected: number): void {
    const { previous, next, fraction } = shown;
    const { width } = this.facts.floor;
    interpolatePoses(previous, next, fraction, this.layout, width, this.poses);
    if (previous[0] !== this.drawnStep) {
      this.placeStoredPods(previous);
      this.dressRobots(previous);
      this.dressStations(previous);
      this.drawnStep = previous[0]!;
    }
    this.sizeRobots(camera.scale);
    this.moveRobots(previous);
    this.markSelected(previous, selected);
    this.world.scale.set(camera.scale);
    this.world.position.set(
      view.width / 2 - camera.x * camera.scale,
      view.height / 2 - camera.y * camera.scale,
    );
    this.renderer.render(this.world);
  }
  destroy(): void {
    this.world.destroy({ children: true });
    this.renderer.destroy();
  }

  private placeStoredPods(frame: Int32Array): void {
    const { width } = this.facts.floor;
    const stored = packColor(this.look.pod);
    const carried = packColor(this.look.carriedPod);
    let reshaped = false;
    for (let pod = 0; pod < this.layout.pods; pod += 1) {
      const particle = this.podParticles[pod]!;
      const cell = frame[this.layout.podCell + pod]!;
      const texture = cell >= 0 ? this.textures.pod : this.textures.carriedPod;
      reshaped ||= particle.texture !== texture;
      particle.texture = texture;
      particle.color = cell >= 0 ? stored : carried;
      if (cell < 0) continue;
      const row = Math.floor(cell / width);
      particle.x = cell - row * width + 0.5;
      particle.y = row + 0.5;
      particle.rotation = 0;
    }
    if (reshaped) this.podLayer.update();
  }
  private dressRobots(frame: Int32Array): void {
    let reshaped = false;
    for (let robot = 0; robot < this.layout.robots; robot += 1) {
      const state = frame[this.layout.robotState + robot]!;
      const look = lookOf(activityOf(state), frame[this.layout.robotPod + robot]!);
      const particle = this.robotParticles[robot]!;
      const texture = this.textures[looks[look]!];
      reshaped ||= particle.texture !== texture;
      particle.texture = texture;
      particle.color = this.robotColors[look]!;
    }
    if (reshaped) this.robotLayer.update();
  }
  private sizeRobots(pixelsPerCell: number): void {
    const size = Math.min(robotCellsMax, Math.max(robotCells, robotPixelsMin / pixelsPerCell));
    if (size === this.robotSize) return;
    this.robotSize = size;
    for (const particle of this.robotParticles) particle.scaleX = particle.scaleY = size / glyphPixels;
    this.robotLayer.update();
  }
  private moveRobots(frame: Int32Array): void {
    const { x, y, angle } = this.poses;
    for (let robot = 0; robot < this.layout.robots; robot += 1) {
      const particle = this.robotParticles[robot]!;
      particle.x = x[robot]!;
      particle.y = y[robot]!;
      particle.rotation = angle[robot]!;
      const pod = this.podParticles[frame[this.layout.robotPod + robot]!];
      if (pod === undefined) continue;
      pod.x = particle.x;
      pod.y = particle.y;
    }
  }
  private dressStations(frame: Int32Array): void {
    for (let station = 0; station < this.layout.stations; station += 1) {
      const state = frame[this.layout.stationState + station]!;
      const open = stationOpenOf(state);
      const kind = this.facts.floor.stations[station]!.kind;
      const color = !open
        ? this.look.closed
        : kind === StationKind.pick
          ? this.look.pick
          : this.look.replenish;
      this.stationBodies[station]!.tint = color;
      this.stationBodies[station]!.alpha = open ? 1 : 0.55;
      const slots = Math.max(1, this.facts.stationSlots[station]!);
      const bar = this.slotBars[station]!;
      bar.tint = color;
      bar.scale.y = (barCells * Math.min(1, stationSlotsUsedOf(state) / slots)) / bar.texture.height;
    }
  }
  private markSelected(frame: Int32Array, selected: number): void {
    this.goalLine.clear();
    this.ring.visible = selected >= 0 && selected < this.layout.robots;
    if (!this.ring.visible) return;
    const { width } = this.facts.floor;
    const goal = frame[this.layout.robotGoal + selected]!;
    const row = Math.floor(goal / width);
    this.ring.position.set(this.poses.x[selected]!, this.poses.y[selected]!);
    this.ring.tint = this.look.selection;
    this.goalLine
      .moveTo(this.poses.x[selected]!, this.poses.y[selected]!)
      .lineTo(goal - row * width + 0.5, row + 0.5)
      .stroke({ color: this.look.selection, width: 0.12, alpha: 0.6 })
      .circle(goal - row * width + 0.5, row + 0.5, 0.35)
      .stroke({ color: this.look.selection, width: 0.12 });
  }

  /** A station is a frame around its work cell with a bar of used slots over it. */
  private addStation(station: number): void {
    const { floor } = this.facts;
    const site = floor.stations[station]!;
    const row = Math.floor(site.workCell / floor.width);
    const column = site.workCell - row * floor.width;
    const shape = new Graphics();
    if (site.kind === StationKind.pick) shape.roundRect(-24, -24, 48, 48, 8);
    else shape.poly([0, -30, 30, 0, 0, 30, -30, 0]);
    shape.stroke({ color: 0xffffff, width: 9 });
    shape.scale.set(1 / fine);
    shape.position.set(column + 0.5, row + 0.5);
    // The bar stands outside the station and grows upwards, or to the right where the station is at the top or bottom.
    const side = outwardOf(floor, site.workCell);
    const bar = new Sprite({ texture: Texture.WHITE, anchor: { x: 0.5, y: 1 } });
    bar.scale.set(0.4 / bar.texture.width, 0);
    if (side.dx === 0) bar.rotation = Math.PI / 2;
    const along = barCells / 2;
    bar.position.set(
      column + 0.5 + side.dx * 1.2 - (side.dx === 0 ? along : 0),
      row + 0.5 + side.dy * 1.2 + (side.dx === 0 ? 0 : along),
    );
    this.stationBodies.push(shape);
    this.slotBars.push(bar);
    this.world.addChild(shape, bar);
  }
  private particle(glyph: Glyph, cells: number): Particle {
    const scale = cells / glyphPixels;
    return new Particle({
      texture: this.textures[glyph],
      anchorX: 0.5,
      anchorY: 0.5,
      scaleX: scale,
      scaleY: scale,
      x: -10,
      y: -10,
    });
  }
  private particleLayer(particles: Particle[], boundsArea: Rectangle, turns: boolean): ParticleContainer {
    const layer = new ParticleContainer({
      texture: this.textures.pod,
      boundsArea,
      dynamicProperties: { position: true, rotation: turns, color: true, vertex: false, uvs: false },
    });
    layer.particleChildren = particles;
    layer.update();
    return layer;
  }
}

const packColors = (theme: ThemeName): readonly number[] =>
  looks.map((look) => packColor(lookColors[theme][look]));

/** All glyphs in one texture source, as particles need it. */
function makeAtlas(): Readonly<Record<Glyph, Texture>> {
  const canvas = document.createElement("canvas");
  const gap = 2;
  canvas.width = (glyphPixels + gap) * glyphNames.length;
  canvas.height = glyphPixels;
  const pen = canvas.getContext("2d")!;
  glyphNames.forEach((glyph, index) => {
    drawGlyph(pen, glyph, index * (glyphPixels + gap), 0, glyphPixels);
  });
  const whole = Texture.from(canvas);
  whole.source.autoGenerateMipmaps = true;
  const entries = glyphNames.map((glyph, index) => {
    const frame = new Rectangle(index * (glyphPixels + gap), 0, glyphPixels, glyphPixels);
    return [glyph, new Texture({ source: whole.source, frame })] as const;
  });
  return Object.fromEntries(entries) as Record<Glyph, Texture>;
}

function drawGround(floor: Floor, look: FloorLook): Graphics {
  const ground = new Graphics();
  ground.rect(-0.4, -0.4, floor.width + 0.8, floor.height + 0.8).fill(look.ground);
  fillCells(ground, floor, CellKind.blocked, look.blocked, 0);
  fillCells(ground, floor, CellKind.queue, look.queue, 0);
  fillCells(ground, floor, CellKind.podPlace, look.podPlace, 0.06);
  fillCells(ground, floor, CellKind.charger, look.charger, 0.06);
  return ground;
}

/** Runs of equal cells in a row become one rectangle: thousands of cells stay a few hundred shapes. */
function fillCells(ground: Graphics, floor: Floor, kind: number, color: string, inset: number): void {
  let any = false;
  for (let row = 0; row < floor.height; row += 1) {
    let start = -1;
    for (let column = 0; column <= floor.width; column += 1) {
      const same = column < floor.width && floor.kind[row * floor.width + column] === kind;
      if (same && start < 0) start = column;
      if (same || start < 0) continue;
      ground.rect(start + inset, row + inset, column - start - 2 * inset, 1 - 2 * inset);
      start = -1;
      any = true;
    }
  }
  if (any) ground.fill(color);
}
