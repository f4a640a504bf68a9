// What the floors of the page share: one camera, one selection, and who draws. Plain data outside the UI library.
import { type Camera, clampCamera, fitCamera, panBy, type Size, zoomAt } from "../floor/camera.ts";

/** Draws one pane when told to. */
export type Painter = () => void;

export class Stage {
  camera: Camera = { x: 0, y: 0, scale: 1 };
  /** Robot id, or −1. */
  selected = -1;
  following = false;
  private fitted = true;
  private dirty = true;
  private readonly painters = new Set<Painter>();

  constructor(
    private readonly floor: Size,
    private readonly selectionChanged: () => void,
  ) {}

  addPainter(painter: Painter): () => void {
    this.painters.add(painter);
    this.dirty = true;
    return () => this.painters.delete(painter);
  }
  /** As a shared address says; a camera of null fits the floor. */
  restore(camera: Camera | null, robot: number, following: "on" | "off"): void {
    if (camera !== null) this.move(camera);
    this.selected = robot;
    this.following = following === "on" && robot >= 0;
  }
  /** The camera where somebody has moved it, or null while the whole floor fits. */
  get movedCamera(): Camera | null {
    return this.fitted ? null : this.camera;
  }
  /** Draws all panes if something changed since the last time. */
  paint(changed: "changed" | "unchanged"): void {
    if (changed === "unchanged" && !this.dirty) return;
    this.dirty = false;
    for (const painter of this.painters) painter();
  }
  touch(): void {
    this.dirty = true;
  }

  /** A pane got a new size: the camera fits again unless the user has moved it. A hidden pane has no say. */
  viewResized(view: Size): void {
    if (view.width === 0 || view.height === 0) return;
    if (this.fitted) this.camera = fitCamera(this.floor, view);
    this.dirty = true;
  }
  fit(view: Size): void {
    this.fitted = true;
    this.following = false;
    this.viewResized(view);
    this.selectionChanged();
  }
  pan(dx: number, dy: number): void {
    this.stopFollowing();
    this.move(panBy(this.camera, dx, dy));
  }
  zoom(factor: number, px: number, py: number, view: Size): void {
    this.move(zoomAt(this.camera, factor, px, py, view));
  }
  /** Puts a place of the floor into the middle, for following. */
  lookAt(x: number, y: number): void {
    this.camera = { ...this.camera, x, y };
    this.fitted = false;
  }
  /** Puts a place into the middle, near enough to see what stands there. */
  show(x: number, y: number): void {
    this.stopFollowing();
    this.move({ x, y, scale: Math.max(this.camera.scale, followScaleMin) });
  }
  select(robot: number): void {
    this.selected = robot;
    if (robot < 0) this.following = false;
    this.dirty = true;
    this.selectionChanged();
  }
  follow(on: "on" | "off"): void {
    this.following = on === "on" && this.selected >= 0;
    if (this.following && this.camera.scale < followScaleMin) {
      this.camera = { ...this.camera, scale: followScaleMin };
    }
    this.dirty = true;
    this.selectionChanged();
  }

  private stopFollowing(): void {
    if (!this.following) return;
    this.following = false;
    this.selectionChanged();
  }
  private move(camera: Camera): void {
    this.camera = clampCamera(camera, this.floor);
    this.fitted = false;
    this.dirty = true;
  }
}

/** Following makes sense only where a robot is more than a dot. */
const followScaleMin = 18;
