// Names, queue lengths and slots of stations as small DOM labels beside them: sharp at any zoom and good for Chinese.
// Shown only where they have room.
import { StationKind } from "../../../sim/model/index.ts";
import type { Dictionary } from "../i18n/en.ts";
import {
  type FrameLayout,
  stationOpenOf,
  stationQueueOf,
  stationSlotsUsedOf,
} from "../protocol/frame-codec.ts";
import type { RunFacts } from "../protocol/messages.ts";
import { type Camera, type Size, toPixel } from "./camera.ts";
import { outwardOf } from "./outward.ts";

/** From the middle of the work cell to the label, beyond the bar of used slots. */
const labelCells = 1.8;
/** Pixels one label needs along the row of stations. */
const labelPixels = 70;

export class StationLabels {
  private readonly labels: readonly HTMLElement[];
  private readonly spacingCells: number;
  private shownStep = -1;
  private shownCamera: Camera | null = null;
  private shownSize = "";

  constructor(
    private readonly box: HTMLElement,
    private readonly facts: RunFacts,
  ) {
    this.spacingCells = nearestDistance(facts);
    this.labels = facts.floor.stations.map(() => {
      const label = document.createElement("span");
      label.className = "station-label";
      return label;
    });
    box.replaceChildren(...this.labels);
  }

  clear(): void {
    this.box.replaceChildren();
  }

  update(frame: Int32Array, layout: FrameLayout, camera: Camera, view: Size, texts: Dictionary): void {
    const size = `${view.width} ${view.height}`;
    const moved = camera !== this.shownCamera || size !== this.shownSize;
    if (!moved && frame[0] === this.shownStep) return;
    const room = camera.scale * this.spacingCells >= labelPixels;
    this.box.hidden = !room;
    if (!room) return;
    this.shownCamera = camera;
    this.shownSize = size;
    this.shownStep = frame[0]!;
    const { floor, stationSlots } = this.facts;
    this.labels.forEach((label, station) => {
      const site = floor.stations[station]!;
      const state = frame[layout.stationState + station]!;
      const kind = site.kind === StationKind.pick ? texts.floor.pick : texts.floor.stow;
      const open = stationOpenOf(state);
      const queue = stationQueueOf(state);
      const slots = `${stationSlotsUsedOf(state)}/${stationSlots[station]}`;
      const content =
        this.facts.live !== undefined
          ? site.name
          : open
            ? `${site.name} · ${queue} · ${slots}`
            : `${site.name} · ${texts.floor.closed}`;
      if (label.textContent !== content) {
        label.textContent = content;
        label.title =
          this.facts.live !== undefined
            ? site.name
            : `${kind} ${site.name}: ${open ? texts.floor.open : texts.floor.closed}, ${texts.floor.queue} ${queue}, ${texts.floor.slots} ${slots}`;
        label.classList.toggle("closed", !open);
      }
      if (!moved) return;
      const side = outwardOf(floor, site.workCell);
      const x = (site.workCell % floor.width) + 0.5 + side.dx * labelCells;
      const y = Math.floor(site.workCell / floor.width) + 0.5 + side.dy * labelCells;
      const at = toPixel(camera, x, y, view);
      const shift = side.dx === 0 ? "-50%" : side.dx > 0 ? "0%" : "-100%";
      // A cut label is worse than none.
      const width = label.offsetWidth;
      const left = side.dx === 0 ? at.x - width / 2 : side.dx > 0 ? at.x : at.x - width;
      label.style.visibility = left < 0 || left + width > view.width ? "hidden" : "visible";
      label.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px) translate(${shift}, -50%)`;
    });
  }
}

/** Cells between the two nearest stations: what decides whether labels would overlap. */
function nearestDistance({ floor }: RunFacts): number {
  const cells = floor.stations.map((site) => site.workCell);
  let nearest = Math.max(floor.width, floor.height);
  for (let i = 0; i < cells.length; i += 1) {
    for (let k = i + 1; k < cells.length; k += 1) {
      const dx = Math.abs((cells[i]! % floor.width) - (cells[k]! % floor.width));
      const dy = Math.abs(Math.floor(cells[i]! / floor.width) - Math.floor(cells[k]! / floor.width));
      // Labels are four times as wide as high: rows one above the other may stand closer.
      nearest = Math.min(nearest, Math.max(dx, dy * 4));
    }
  }
  return nearest;
}
