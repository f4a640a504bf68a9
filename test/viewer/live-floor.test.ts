// The floor under a running fleet: framed from a file, a layout or from where robots have been; framed anew without losing what
// was seen; looked back at over the last minutes.

import { Subject } from "rxjs";
import { describe, expect, test } from "vitest";
import { layouts } from "../../scenarios/index.ts";
import { Activity, CellKind } from "../../sim/model/index.ts";
import { interpolatePoses, makePoses } from "../../viewer/src/floor/interpolate.ts";
import { FloorKeeper } from "../../viewer/src/live/floor-keeper.ts";
import { cellAt, columnOf, frameSite, metresX, metresY, rowOf } from "../../viewer/src/live/framing.ts";
import type { FeedStatus, LiveFeed, LiveRobot, Place } from "../../viewer/src/live/live-feed.ts";
import { liveStepMs } from "../../viewer/src/live/live-run-source.ts";
import type { LiveSite } from "../../viewer/src/live/live-site.ts";
import { readSiteFile } from "../../viewer/src/live/site-file.ts";
import type { LivePlayback } from "../../viewer/src/run/live-playback.ts";
import { findPlace } from "../../viewer/src/state/find-place.ts";
import type { Stage } from "../../viewer/src/state/stage.ts";
import { drawFloor } from "../traffic/tiny-floor.ts";

class StandInRobot implements LiveRobot {
  readonly vda = "2.1";
  readonly connection = "online";
  mapId = "hall";
  activity = Activity.driving;
  isCarrying = false;
  charge = 50;
  standing = {
    code: "driving",
    why: { en: "driving", zh: "行驶中" },
    todo: { en: "", zh: "" },
    needsLook: false,
  };
  order = "";
  readonly isHeld = null;
  ahead: readonly number[] = [];
  rest: readonly number[] = [];
  readonly health = { lastStateMs: 0, statesPerSecond: 1, gaps: 0, malformed: 0, lastFault: "" };
  constructor(
    readonly name: string,
    public place: Place | null,
  ) {}
  placeAt(): Place | null {
    return this.place;
  }
}

/** A fleet in the test's hand, and the page's floor under it. */
function watch(robots: StandInRobot[], site: LiveSite | null = null) {
  let nowMs = 1_000_000;
  const feed = {
    kind: "broker",
    address: "ws://broker",
    status: {} as FeedStatus,
    robots,
    generation: 0,
    site,
    changed$: new Subject<void>(),
    open: () => {},
    retry: () => {},
    close: () => {},
  } satisfies LiveFeed;
  let framed: { playback: LivePlayback; stage: Stage } | null = null;
  let frames = 0;
  const keeper = new FloorKeeper(
    feed,
    {
      site: () => feed.site,
      mapId: () => "",
      changed: () => {},
      framed: (playback, stage) => {
        framed = { playback, stage };
        frames += 1;
      },
      selectionChanged: () => {},
    },
    () => nowMs,
  );
  const source = () => (keeper as unknown as { now: { pane: { source: { look(): void } } } }).now.pane.source;
  return {
    feed,
    keeper,
    robots,
    framings: () => frames,
    shown: () => framed!,
    pane: () => framed!.playback.panes[0]!,
    /** Lets a quarter of a second pass, and draws what then is. */
    async step(count = 1) {
      for (let at = 0; at < count; at += 1) {
        nowMs += liveStepMs;
        keeper.look();
        if (framed !== null) source().look();
        await Promise.resolve();
        framed?.playback.tick(liveStepMs);
      }
    },
  };
}
const at = (x: number, y: number, theta = 0): Place => ({ x, y, theta });

/** Where the robot is drawn, in metres. */
function drawn(page: ReturnType<typeof watch>, robot: number) {
  const pane = page.pane();
  const { previous, next, fraction } = page.shown().playback.shown(pane)!;
  const poses = makePoses(pane.layout!.robots);
  interpolatePoses(previous, next, fraction, pane.layout!, pane.facts!.floor.width, poses);
  const { live, floor } = pane.facts!;
  return {
    x: live!.left + poses.x[robot]! * floor.cellMetres,
    y: live!.top - poses.y[robot]! * floor.cellMetres,
    angle: poses.angle[robot]!,
  };
}

describe("a floor that nobody has described", () => {
  test("is framed around the robots once they have reported, and shows them to the millimetre at any angle", async () => {
    const page = watch([new StandInRobot("acme/r1", at(-3.25, 7.5, 0.6)), new StandInRobot("acme/r2", null)]);
    await page.step(10);
    expect(page.framings()).toBe(1);
    const one = drawn(page, 0);
    expect(one.x).toBeCloseTo(-3.25, 2);
    expect(one.y).toBeCloseTo(7.5, 2);
    // Rows go south: a turn to the left on the site is one to the left on the page.
    expect(one.angle).toBeCloseTo(-0.6, 3);
    expect(drawn(page, 1).x).toBeLessThan(-1000);
    expect(page.pane().facts!.live!.robotNames).toEqual(["acme/r1", "acme/r2"]);
  });

  test("grows with them and with their number, and keeps frames, camera and selection", async () => {
    const robots = [new StandInRobot("acme/r1", at(0, 0))];
    const page = watch(robots);
    await page.step(8);
    const seenAt = page.shown().playback.shownStep;
    page.shown().stage.select(0);
    page.shown().stage.show(3, 3);
    const { camera } = page.shown().stage;
    const centre = metres(page, camera);
    robots[0]!.place = at(-60, 45);
    await page.step(3);
    expect(page.framings()).toBe(2);
    expect(metres(page, page.shown().stage.camera)).toEqual(centre);
    expect(page.shown().stage.selected).toBe(0);
    for (let more = 0; more < 30; more += 1) robots.push(new StandInRobot(`acme/m${more}`, at(more, 0)));
    await page.step(3);
    expect(page.framings()).toBeGreaterThan(2);
    expect(page.pane().layout!.robots).toBeGreaterThanOrEqual(31);
    expect(drawn(page, 0).x).toBeCloseTo(-60, 2);
    // What was before the floor grew is still to be seen, where it was.
    page.shown().playback.seek(seenAt);
    page.shown().playback.tick(0);
    expect(page.shown().playback.shownStep).toBe(seenAt);
    expect([drawn(page, 0).x, drawn(page, 0).y].map(Math.round)).toEqual([0, 0]);
    expect(drawn(page, 5).x).toBeLessThan(-1000);
  });
  const metres = (page: ReturnType<typeof watch>, { x, y }: { x: number; y: number }) => {
    const { live, floor } = page.pane().facts!;
    return [live!.left + x * floor.cellMetres, live!.top - y * floor.cellMetres].map(
      (value) => Math.round(value * 1e6) / 1e6,
    );
  };

  test("shows as ground where robots have been", async () => {
    const robot = new StandInRobot("acme/r1", at(0, 0));
    const page = watch([robot]);
    await page.step(8);
    const ground = () => page.pane().facts!.floor.kind.filter((kind) => kind === CellKind.aisle).length;
    const before = ground();
    for (let x = 0; x < 3; x += 0.25) {
      robot.place = at(x, 0);
      await page.step();
    }
    await page.step(10);
    expect(page.framings()).toBe(1);
    expect(ground()).toBeGreaterThan(before);
  });

  test("shows the map on which most robots are, and no robot of another", async () => {
    const robots = [1, 2, 3].map((x) => new StandInRobot(`acme/r${x}`, at(x, 0)));
    robots[1]!.mapId = "cellar";
    const page = watch(robots);
    await page.step(10);
    expect(page.keeper.maps()).toEqual(["hall", "cellar"]);
    expect(drawn(page, 0).x).toBeCloseTo(1, 2);
    expect(drawn(page, 1).x).toBeLessThan(-1000);
  });
});

describe("looking back", () => {
  test("stands where somebody looks, follows what comes when told to, and by itself when it has caught up", async () => {
    const robot = new StandInRobot("acme/r1", at(0, 0));
    const page = watch([robot]);
    for (let x = 0; x < 40; x += 1) {
      robot.place = at(x / 20, 0);
      await page.step();
    }
    const { playback } = page.shown();
    const live = playback.shownStep;
    playback.seek(live - 20);
    await page.step(4);
    expect([playback.isLive, playback.shownStep]).toEqual([false, live - 16]);
    playback.togglePlay();
    const stood = playback.shownStep;
    await page.step(4);
    expect(playback.shownStep).toBe(stood);
    playback.goLive();
    await page.step();
    expect(playback.shownStep).toBeGreaterThan(live);
    playback.seek(playback.shownStep - 2);
    playback.clock!.speed = 4;
    await page.step(6);
    expect(playback.isLive).toBe(true);
  });
});

describe("a floor from a file", () => {
  const fleetFile = `map: floor\nfloor:\n  cellMetres: 1\n  plan: |\n    ..A.\n    .##.\n    ...C\nplaces:\n  C: { kind: charger }\nrobots:\n  - { name: acme/r1, vda: "2.1" }\n`;

  test("reads a fleet file: cells, places and chargers where the robots' metres say they are", () => {
    const read = readSiteFile("fleet.yaml", fleetFile);
    if (read.kind !== "sites") throw new Error(read.lines.join("\n"));
    const framing = frameSite(read.sites[0]!, null);
    expect([framing.floor.width, framing.floor.height, framing.floorFrom]).toEqual([4, 3, "described"]);
    // The plan's first row is north: A is in its third column.
    expect(framing.floor.stations.map(({ name, workCell }) => [name, workCell])).toEqual([["A", 2]]);
    expect(cellAt(framing, 2.5, 2.5)).toBe(2);
    expect(framing.floor.kind[cellAt(framing, 3.5, 0.5)!]).toBe(CellKind.charger);
    expect(framing.floor.kind[cellAt(framing, 1.5, 1.5)!]).toBe(CellKind.blocked);
    expect([metresX(framing, columnOf(framing, 1.75)), metresY(framing, rowOf(framing, 0.25))]).toEqual([
      1.75, 0.25,
    ]);
  });

  test("reads a layout: its ways lie where its metres say, whatever the origin", () => {
    const roads = layouts.floorRoads(drawFloor(["..", ".."]), { project: "p", types: ["t"] });
    const read = readSiteFile("layout.json", layouts.writeLif(roads, "2026-11-11T00:00:00Z"));
    if (read.kind !== "sites") throw new Error(read.lines.join("\n"));
    const framing = frameSite(read.sites[0]!, null);
    expect(framing.roads.length).toBe(roads.edges.length);
    const [ax, ay] = framing.roads[0]!;
    const from = roads.nodes[roads.edges[0]!.from]!;
    expect([metresX(framing, ax), metresY(framing, ay)]).toEqual([from.x, from.y]);
  });
  test("says where a file is wrong, and what it should have been", () => {
    const read = readSiteFile("fleet.yaml", fleetFile.replace("robots:", "robot:"));
    expect(read.kind === "bad" && read.lines.join("\n")).toMatch(/fleet\.yaml.*robots/s);
    expect(readSiteFile("picture.png", "").kind).toBe("bad");
  });
});

describe("the search in a running fleet", () => {
  test("finds robots by name, serial or number, and places in metres", async () => {
    const robots = ["acme/r1", "acme/r12", "bolt/agv-7"].map((name, x) => new StandInRobot(name, at(x, 1)));
    const page = watch(robots);
    await page.step(10);
    const { layout, facts } = page.pane();
    const frame = page.pane().ring!.at(0)!;
    const search = (text: string) => findPlace(text, frame, layout!, facts!)?.robot;
    expect(["acme/r1", "R12", "7", "bolt"].map(search)).toEqual([0, 1, 2, 2]);
    expect(search("acme")).toBeUndefined();
    const place = findPlace("1.5, 0.5", frame, layout!, facts!)!;
    expect([place.robot, facts!.live!.left + place.x, facts!.live!.top - place.y]).toEqual([-1, 1.5, 0.5]);
  });
});
