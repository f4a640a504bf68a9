// The parts of a running fleet on the page that need no browser: how robots are read, drawn, framed and kept.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCodec } from "../../devices/vda5050/codec/index.ts";
import { type VdaVersion, VirtualRobot } from "../../devices/vda5050/index.ts";
import { Activity } from "../../sim/model/index.ts";
import { BackOff, backOffMostMs } from "../../viewer/src/live/back-off.ts";
import { BrokerFeed, type ListenerEvents } from "../../viewer/src/live/broker-feed.ts";
import { parseEvent, readEvents } from "../../viewer/src/live/event-reader.ts";
import { Glide } from "../../viewer/src/live/glide.ts";
import { readLiveAddress, typedAddress, writeLiveAddress } from "../../viewer/src/live/live-address.ts";
import { RateMeter } from "../../viewer/src/live/rate-meter.ts";

const start = Date.UTC(2026, 10, 11);
const identity = { manufacturer: "acme", serialNumber: "r1" };

/** A feed whose connections the test holds in its hand. */
function openFeed() {
  const lines: { events: ListenerEvents; filters: readonly string[]; closed: boolean }[] = [];
  const feed = new BrokerFeed(
    "ws://broker",
    ["uagv", "vda5050"],
    (_url, _login, filters, events) => {
      const line = { events, filters, closed: false };
      lines.push(line);
      return () => {
        line.closed = true;
      };
    },
    () => Date.now(),
    new BackOff(() => 1),
  );
  feed.open();
  return { feed, lines, line: () => lines.at(-1)! };
}

describe("a listener at a broker", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: start });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const bytes = (text: string) => new TextEncoder().encode(text);

  function speak(version: VdaVersion, events: ListenerEvents, robot: VirtualRobot) {
    const prefix = version === "3.0" ? "vda5050/v3" : "uagv/v2";
    for (const { topic, payload } of robot.takeOutbox())
      events.message(`${prefix}/acme/r1/${topic}`, bytes(payload));
  }

  test.each(["2.0", "2.1", "3.0"] as const)(
    "reads a robot of release %s: where it is and what it does",
    (version) => {
      const { feed, line } = openFeed();
      line().events.connected();
      const robot = new VirtualRobot(
        { identity, version, start: { x: 3.5, y: 1.25, theta: Math.PI / 3, mapId: "hall" } },
        Date.now(),
      );
      robot.connect(Date.now());
      speak(version, line().events, robot);
      vi.advanceTimersByTime(1500);
      robot.advance(Date.now());
      speak(version, line().events, robot);
      const [known] = feed.robots;
      const place = known!.placeAt(Date.now())!;
      expect([place.x, place.y]).toEqual([3.5, 1.25]);
      expect(place.theta).toBeCloseTo(Math.PI / 3, 3);
      expect(known).toMatchObject({
        name: "acme/r1",
        vda: `${version}.0`,
        connection: "online",
        mapId: "hall",
      });
      expect(known!.standing.code).toBe("idle");
      expect(known!.activity).toBe(Activity.waiting);
      expect(feed.status.phase).toBe("live");
      feed.close();
    },
  );

  test("says why a robot stands and what to do, from its state alone, and when it has gone silent", () => {
    const { feed, line } = openFeed();
    line().events.connected();
    const codec = createCodec({ version: "2.1" });
    let headerId = 0;
    const state = (change: object) => {
      headerId += 1;
      const said = JSON.parse(
        codec.encode({
          topic: "state",
          header: { ...identity, headerId, timestampMs: Date.now(), version: "2.1.0" },
          content: {
            orderId: "o",
            orderUpdateId: 0,
            lastNodeId: "a",
            lastNodeSequenceId: 0,
            nodeStates: [],
            edgeStates: [],
            driving: false,
            operatingMode: "AUTOMATIC",
            position: { x: 0, y: 0, theta: 0, mapId: "hall", localized: true },
            actionStates: [],
            instantActionStates: [],
            zoneActionStates: [],
            powerSupply: { stateOfCharge: 60, charging: false },
            errors: [],
            information: [],
            emergencyStop: "NONE",
            fieldViolation: false,
          },
        }),
      );
      line().events.message("uagv/v2/acme/r1/state", bytes(JSON.stringify({ ...said, ...change })));
      return feed.robots[0]!.standing;
    };
    const safety = { eStop: "MANUAL", fieldViolation: false };
    expect(state({ safetyState: safety }).code).toBe("emergency-stop");
    expect(feed.robots[0]!.activity).toBe(Activity.failed);
    expect(state({ operatingMode: "MANUAL" })).toMatchObject({ code: "mode", needsLook: true });
    // An onlooker cannot confirm anything anywhere.
    expect(state({ operatingMode: "MANUAL" }).todo.en).not.toContain("confirm");
    expect(state({ paused: true }).code).toBe("paused");
    const warning = [{ errorType: "blocked", errorLevel: "WARNING", errorHint: "Clear the aisle" }];
    expect(state({ errors: warning })).toMatchObject({ code: "warning", todo: { en: "Clear the aisle" } });
    expect(state({ newBaseRequest: true }).code).toBe("waiting-for-release");
    const battery = { batteryCharge: 5, charging: false };
    expect(state({ batteryState: battery })).toMatchObject({ code: "battery-low", needsLook: true });
    expect(state({ batteryState: { ...battery, charging: true } }).code).toBe("charging");
    const ahead = [
      { nodeId: "b", sequenceId: 2, released: true, nodePosition: { x: 2, y: 0, mapId: "hall" } },
    ];
    expect(state({ nodeStates: ahead }).needsLook).toBe(false);
    expect(feed.robots[0]!.ahead).toEqual([0, 0, 2, 0]);
    vi.advanceTimersByTime(12_000);
    expect(state({ nodeStates: ahead })).toMatchObject({ code: "blocked", needsLook: true });
    vi.advanceTimersByTime(40_000);
    expect(feed.robots[0]!.standing.code).toBe("stale");
    feed.close();
  });

  test("counts what was missed and what could not be read, and keeps the last good state", () => {
    const { feed, line } = openFeed();
    line().events.connected();
    const robot = new VirtualRobot(
      { identity, version: "2.1", start: { x: 1, y: 1, theta: 0, mapId: "hall" } },
      Date.now(),
    );
    robot.connect(Date.now());
    speak("2.1", line().events, robot);
    for (let round = 0; round < 4; round += 1) {
      vi.advanceTimersByTime(1100);
      robot.advance(Date.now());
      if (round === 1) robot.takeOutbox();
      else speak("2.1", line().events, robot);
    }
    line().events.message("uagv/v2/acme/r1/state", bytes("{not json"));
    line().events.message("uagv/v2/acme/r1/state", new Uint8Array(2_000_000));
    line().events.message("elsewhere/of/no/concern", bytes("{}"));
    const { gaps, malformed, lastFault } = feed.robots[0]!.health;
    expect([gaps, malformed]).toEqual([1, 2]);
    expect(lastFault).toContain("too-large");
    expect(feed.robots[0]!.placeAt(Date.now())).toMatchObject({ x: 1, y: 1 });
    expect(feed.robots.length).toBe(1);
    feed.close();
  });

  test("tries again after longer and longer, and is live again without anything lost", () => {
    const { feed, lines, line } = openFeed();
    line().events.connected();
    expect(feed.status.phase).toBe("live");
    line().events.lost();
    expect(feed.status).toMatchObject({ phase: "lost", lastError: { code: "closed" } });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      waits.push(feed.status.retryAtMs! - Date.now());
      vi.advanceTimersByTime(waits.at(-1)!);
      expect(lines.length).toBe(attempt + 2);
      line().events.failed("unreachable", "refused");
      // Its end is told after the reason, and is no second loss.
      line().events.lost();
    }
    expect(waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(waits.at(-1)).toBe(backOffMostMs);
    expect(lines.slice(0, -1).every(({ closed }) => closed)).toBe(true);
    feed.retry();
    line().events.connected();
    expect(feed.status).toMatchObject({ phase: "live", reconnects: 1, retryAtMs: null });
    feed.close();
    expect(line().closed).toBe(true);
  });

  test("asks for a user where the broker wants one, and does not try again by itself", () => {
    const { feed, lines, line } = openFeed();
    line().events.failed("not-allowed", "Not authorized");
    line().events.lost();
    expect(feed.status).toMatchObject({ phase: "needs-key", retryAtMs: null });
    vi.advanceTimersByTime(60_000);
    expect(lines.length).toBe(1);
    feed.logIn({ user: "viewer", password: "secret" });
    expect(lines.length).toBe(2);
    feed.close();
  });
});

describe("the address", () => {
  const origin = "https://fleet.example";
  test("names a server, this server, or a broker, and keeps no secret", () => {
    expect(readLiveAddress("?live", origin)).toEqual({ kind: "server", url: origin });
    expect(readLiveAddress("?scenario=smoke", origin)).toBeNull();
    expect(readLiveAddress("?live=javascript:alert(1)", origin)).toBeNull();
    const broker = readLiveAddress(
      "?broker=wss://me:secret@host:9001/mqtt%3Ftoken=x&interface=site/a",
      origin,
    )!;
    expect(broker).toEqual({ kind: "broker", url: "wss://host:9001/mqtt", interfaces: ["site/a"] });
    for (const address of [
      broker,
      readLiveAddress("?live=http://other:8420/", origin)!,
      readLiveAddress("?live", origin)!,
    ])
      expect(readLiveAddress(`?${writeLiveAddress(address, origin)}`, origin)).toEqual(address);
  });
  test("may be typed as people do", () => {
    expect(typedAddress("host:8420", "server", "")).toEqual({ kind: "server", url: "http://host:8420" });
    expect(typedAddress(" ws://host:9001/mqtt ", "broker", "uagv，b")).toMatchObject({
      interfaces: ["uagv", "b"],
    });
    expect(typedAddress("ftp://host", "server", "")).toBeNull();
  });
});

describe("between two reports", () => {
  test("a robot is drawn on its way in the time that reports are apart, and never beyond the last", () => {
    const glide = new Glide();
    glide.report({ x: 0, y: 0, theta: 3 }, 0);
    glide.report({ x: 1, y: 0, theta: -3 }, 1000);
    expect(glide.at(1000)).toMatchObject({ x: 0 });
    const half = glide.at(1500)!;
    expect(half.x).toBeCloseTo(0.5);
    // The short way round, through π.
    expect(Math.abs(half.theta)).toBeGreaterThan(3);
    expect(glide.at(9000)).toMatchObject({ x: 1 });
  });
  test("one that was carried somewhere else is there at once", () => {
    const glide = new Glide();
    glide.report({ x: 0, y: 0, theta: 0 }, 0);
    glide.report({ x: 40, y: 0, theta: 0 }, 1000);
    expect(glide.at(1000)).toMatchObject({ x: 40 });
  });
  test("rates are means of the last whole seconds", () => {
    const meter = new RateMeter();
    for (let ms = 0; ms < 5000; ms += 250) meter.add(ms);
    expect(meter.perSecond(5000)).toBe(4);
    expect(meter.perSecond(10_000)).toBe(2);
    expect(meter.perSecond(60_000)).toBe(0);
  });
});

describe("events of a server", () => {
  test("are read however the stream is cut, comments left out", async () => {
    const text =
      'retry: 2000\n\n: still here\n\nid: 4\nevent: picture\ndata: {"a":\ndata: "ü"}\n\nevent: robot\ndata: {}\n\n';
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
        controller.close();
      },
    });
    const events = [];
    for await (const event of readEvents(body, () => {})) events.push(event);
    expect(events).toEqual([
      { event: "picture", id: "4", data: '{"a":\n"ü"}' },
      { event: "robot", id: null, data: "{}" },
    ]);
    expect(parseEvent(": nothing")).toBeNull();
  });
});
