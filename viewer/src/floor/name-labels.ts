// Names of robots of a running fleet beside them, as small DOM labels: names are words in any script, not digits. A few dozen at
// most, and only where they have room.
import type { RunFacts } from "../protocol/messages.ts";
import { type Camera, type Size, toPixel } from "./camera.ts";
import type { RobotPoses } from "./interpolate.ts";

const labelsMax = 60;
/** Pixels of a cell from which on names have room. */
const scaleMin = 18;
const belowCells = 0.85;

export class NameLabels {
  private readonly labels: HTMLElement[] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly facts: RunFacts,
  ) {}

  clear(): void {
    this.box.replaceChildren();
  }
  update(poses: RobotPoses, camera: Camera, view: Size, wanted: boolean): void {
    const names = this.facts.live?.robotNames;
    const shows = wanted && names !== undefined && camera.scale >= scaleMin;
    this.box.hidden = !shows;
    if (!shows) return;
    let used = 0;
    for (let robot = 0; robot < names.length && used < labelsMax; robot += 1) {
      const at = toPixel(camera, poses.x[robot]!, poses.y[robot]! + belowCells, view);
      if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue;
      const label = this.take(used);
      used += 1;
      const serial = names[robot]!.slice(names[robot]!.indexOf("/") + 1);
      if (label.textContent !== serial) label.textContent = serial;
      label.hidden = false;
      label.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px) translate(-50%, 0)`;
    }
    for (const label of this.labels.slice(used)) label.hidden = true;
  }

  private take(index: number): HTMLElement {
    let label = this.labels[index];
    if (label === undefined) {
      label = document.createElement("span");
      label.className = "station-label robot-name";
      this.labels[index] = label;
      this.box.append(label);
    }
    return label;
  }
}
