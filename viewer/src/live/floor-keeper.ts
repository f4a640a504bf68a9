// Keeps a floor under a running fleet: frames it when enough is known, and anew when it has outgrown its frame, without losing
// what was seen or where somebody looks.
import { LivePlayback } from "../run/live-playback.ts";
import { Pane } from "../run/pane.ts";
import { Stage } from "../state/stage.ts";
import { carryFrames } from "./carry-frames.ts";
import { around, type Box, columnOf, type Framing, frameSeen, frameSite, rowOf } from "./framing.ts";
import type { LiveFeed } from "./live-feed.ts";
import { LiveRunSource } from "./live-run-source.ts";
import type { LiveSite } from "./live-site.ts";
import { ReasonTable } from "./reason-table.ts";
import { SeenFloor } from "./seen-floor.ts";

/** Robots that speak at once when the page begins to listen are framed together. */
const gatherMs = 1200;

export interface FloorKeeperActs {
  readonly site: () => LiveSite | null;
  /** Empty: the map on which most robots are. */
  readonly mapId: () => string;
  readonly changed: () => void;
  readonly framed: (playback: LivePlayback, stage: Stage) => void;
  readonly selectionChanged: () => void;
}

interface Framed {
  readonly framing: Framing;
  readonly pane: Pane;
  readonly playback: LivePlayback;
  readonly stage: Stage;
  readonly generation: number;
}

export class FloorKeeper {
  private now: Framed | null = null;
  private readonly startMs: number;
  private firstPlaceMs: number | null = null;
  private readonly seen = new Map<string, SeenFloor>();
  private reasons = new ReasonTable();

  constructor(
    private readonly feed: LiveFeed,
    private readonly acts: FloorKeeperActs,
    private readonly clock: () => number = Date.now,
  ) {
    this.startMs = clock();
  }

  /** Frames the fleet once there is something to show; called now and then. */
  look(): void {
    const nowMs = this.clock();
    if (this.now !== null) {
      if (this.now.generation !== this.feed.generation) this.frame();
      return;
    }
    const hasPlace = this.feed.robots.some((robot) => robot.placeAt(nowMs) !== null);
    if (hasPlace) this.firstPlaceMs ??= nowMs;
    const isGathered = this.firstPlaceMs !== null && nowMs - this.firstPlaceMs >= gatherMs;
    if (this.acts.site() !== null || isGathered) this.frame();
  }
  /** Maps of robots, the one with most robots first. */
  maps(): readonly string[] {
    const counts = new Map<string, number>();
    for (const { mapId } of this.feed.robots) {
      if (mapId !== "") counts.set(mapId, (counts.get(mapId) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  }
  frame(): void {
    const before = this.now;
    const isAnew = before === null || before.generation !== this.feed.generation;
    if (isAnew) this.reasons = new ReasonTable();
    const framing = this.framing();
    const source = new LiveRunSource({
      feed: this.feed,
      framing,
      seen: this.seenOn(framing.mapId),
      reasons: this.reasons,
      startMs: this.startMs,
      now: this.clock,
      outgrown: () => queueMicrotask(() => this.frame()),
    });
    const request = {
      scenario: "",
      seed: 0,
      strategy: this.feed.address,
      hours: null,
      injections: [],
      own: null,
    };
    const pane = new Pane(request, source, () => this.acts.changed());
    const playback = new LivePlayback([pane]);
    const stage = new Stage(framing.floor, () => this.acts.selectionChanged());
    if (before !== null && !isAnew) carryOver(before, { framing, pane, playback, stage, generation: 0 });
    before?.pane.close();
    this.now = { framing, pane, playback, stage, generation: this.feed.generation };
    source.look();
    this.acts.framed(playback, stage);
  }
  close(): void {
    this.now?.pane.close();
  }

  private framing(): Framing {
    const chosen = this.acts.mapId();
    const maps = this.maps();
    const site = this.acts.site();
    if (site !== null) {
      // A file may call the map otherwise than the robots do: then it is the floor of all.
      const isNamed = site.mapId === "" || maps.length === 0 || maps.includes(site.mapId);
      return frameSite(isNamed ? site : { ...site, mapId: "" }, this.reach(site.mapId));
    }
    const mapId = chosen !== "" && maps.includes(chosen) ? chosen : maps.length > 1 ? maps[0]! : "";
    const seen = this.seenOn(mapId);
    const nowMs = this.clock();
    for (const robot of this.feed.robots) {
      const place = robot.placeAt(nowMs);
      if (place !== null && (mapId === "" || robot.mapId === mapId)) seen.add(place.x, place.y);
    }
    return frameSeen(seen, mapId);
  }
  private seenOn(mapId: string): SeenFloor {
    const known = this.seen.get(mapId) ?? new SeenFloor();
    this.seen.set(mapId, known);
    return known;
  }
  private reach(mapId: string): Box | null {
    const nowMs = this.clock();
    let box: Box | null = null;
    for (const robot of this.feed.robots) {
      const place = robot.placeAt(nowMs);
      if (place !== null && (mapId === "" || robot.mapId === mapId)) box = around(box, place.x, place.y);
    }
    return box;
  }
}

/** Frames, clock, camera and selection go on as they were. */
function carryOver(before: Framed, next: Framed): void {
  const { pane } = next;
  const [from, to] = [
    { layout: before.pane.layout!, framing: before.framing },
    { layout: pane.layout!, framing: next.framing },
  ];
  const carried = before.pane.ring === null ? null : carryFrames(before.pane.ring, from, to);
  if (carried !== null) pane.ring?.push(carried.buffer, carried.count);
  next.playback.isLive = before.playback.isLive;
  const { clock } = before.playback;
  if (clock !== null && carried !== null) {
    next.playback.tick(0);
    if (!before.playback.isLive) next.playback.seek(clock.position);
    if (next.playback.clock !== null) next.playback.clock.playing = clock.playing;
  }
  const moved = before.stage.movedCamera;
  const camera =
    moved === null || carried === null
      ? null
      : {
          ...moved,
          x: moved.x + columnOf(next.framing, before.framing.left),
          y: moved.y + rowOf(next.framing, before.framing.top),
        };
  next.stage.restore(camera, before.stage.selected, before.stage.following ? "on" : "off");
}
