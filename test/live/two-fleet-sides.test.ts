// Two fleet sides that would drive the same robots: whoever cannot be sure to be the only one releases nothing and says why.
import { afterEach, expect, it } from "vitest";
import { startEmbeddedBroker } from "../../devices/broker/index.ts";
import { createMemoryJournal, type Journal, LeaseKeeper } from "../../devices/journal/index.ts";
import { FleetHost } from "../../devices/live/edge/index.ts";
import { gridSite, TransportOrders } from "../../devices/live/index.ts";
import { RobotHost } from "../../devices/vda5050/edge/index.ts";
import { defaultProfile, vdaVersions } from "../../devices/vda5050/index.ts";
import { drawFloor } from "../traffic/tiny-floor.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const speedUp = 5;
const startMs = Date.now();
const now = () => startMs + (Date.now() - startMs) * speedUp;
const site = gridSite({
  floor: drawFloor(["......", "......", "......"]),
  mapId: "floor",
  seed: 1,
  forwardMs: 1_000,
  turnMs: 1_000,
});
const robots = vdaVersions.map((version, i) => ({
  identity: { manufacturer: "peakfleet", serialNumber: `r${i}` },
  profile: defaultProfile(version),
}));

async function robotsOnBroker() {
  const broker = await startEmbeddedBroker({ port: 0 });
  closing.push(() => broker.close());
  const host = new RobotHost({
    broker: { url: broker.url },
    speedUp,
    robots: robots.map(({ identity, profile: { version } }, i) => ({
      identity,
      version,
      body: { length: 0.7, width: 0.5 },
      start: { ...site.map.centre(6 * i), theta: 0, mapId: "floor" },
    })),
  });
  closing.push(() => host.close());
  return { url: broker.url, host };
}

function side(
  url: string,
  name: string,
  journal: Journal,
  {
    lease,
    clientId = name,
    clock = now,
    ordersFailed = () => false,
  }: { lease?: LeaseKeeper; clientId?: string; clock?: () => number; ordersFailed?: () => boolean } = {},
) {
  const transports = new TransportOrders({ robotCount: robots.length, runName: name });
  const host = new FleetHost({
    broker: { url },
    clientId,
    journal,
    now: clock,
    onError: () => {},
    ordersFailed,
    ...(lease === undefined ? {} : { fencing: () => tokenOf(lease) }),
    fleet: { site, robots, work: transports, idPrefix: `${name}-`, foreignOrders: () => "wait" },
  });
  closing.push(() => host.close());
  const order = (id: string) => {
    for (let i = 0; i < 3; i += 1)
      transports.submit({ id: `${id}${i}`, from: 2 + 6 * i, to: 17 - 6 * i, priority: 0 });
  };
  return { host, transports, order };
}
function tokenOf(lease: LeaseKeeper): number | null {
  const state = lease.state();
  return state.kind === "held" ? state.fencingToken : null;
}
const patient = { timeout: 60_000, interval: 50 };

it("with journals of their own: each hears the other's first command and stops, until a person decides", async () => {
  const { url } = await robotsOnBroker();
  const a = side(url, "a", createMemoryJournal());
  a.order("a");
  await expect.poll(() => a.transports.doneCount, patient).toBeGreaterThan(0);
  const b = side(url, "b", createMemoryJournal());
  b.order("b");
  await expect.poll(() => b.host.rival?.id ?? a.host.rival?.id, patient).toBeDefined();
  // The one that was heard first may not have heard the other: then it goes on, and the other has never released anything.
  const stopped = [a, b].filter(({ host }) => host.rival !== null);
  const sent = stopped.map(({ host }) => host.counts.sent);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(stopped.map(({ host }) => host.counts.sent)).toEqual(sent);
  expect(stopped.map(({ host }) => host.doubt()?.kind)).toEqual(stopped.map(() => "rival"));
  await a.host.close();
  b.host.forgetRival();
  await expect.poll(() => b.host.doubt(), patient).toBeNull();
}, 180_000);

// Losses of the line are counted over twenty seconds of ours, which virtual time must not shorten.
const same = { clientId: "same", clock: Date.now };

it("of one client id: the broker ends each other's lines, and both stop", async () => {
  const { url } = await robotsOnBroker();
  const a = side(url, "a", createMemoryJournal(), same);
  await expect.poll(() => a.host.isConnected, patient).toBe(true);
  const b = side(url, "b", createMemoryJournal(), same);
  for (const { host } of [a, b]) await expect.poll(() => host.doubt()?.kind, patient).toBe("unsteady-line");
  await a.host.close();
  await expect.poll(() => b.host.doubt(), patient).toBeNull();
}, 180_000);

it("on one journal: only who holds the lease sends orders; a hung one that wakes up sends none", async () => {
  const { url } = await robotsOnBroker();
  let offsetMs = 0;
  const ttlMs = 3_000;
  const journal = createMemoryJournal({ nowMs: () => performance.now() });
  const keeper = (owner: string, nowMs: () => number) => new LeaseKeeper({ journal, owner, ttlMs, nowMs });
  // The clock of one that hangs seems to jump when it wakes up.
  const [leaseA, leaseB] = [
    keeper("a", () => performance.now() + offsetMs),
    keeper("b", () => performance.now()),
  ];
  expect((await leaseA.take()).kind).toBe("held");
  const renewing = setInterval(() => {
    if (offsetMs === 0) void leaseA.renew();
    void leaseB.renew();
  }, ttlMs / 6);
  closing.push(async () => clearInterval(renewing));
  const a = side(url, "a", journal, { lease: leaseA });
  a.order("a");
  await expect.poll(() => a.transports.doneCount, patient).toBe(3);
  expect((await leaseB.take()).kind).toBe("lost");
  offsetMs = 2_500;
  expect(a.host.doubt()?.kind).toBe("lease");
  const lastOfA = a.host.counts.sent;
  const second = keeper("b", () => performance.now());
  await expect.poll(async () => (await second.take()).kind, patient).toBe("held");
  const renewingSecond = setInterval(() => void second.renew(), ttlMs / 6);
  closing.push(async () => clearInterval(renewingSecond));
  a.order("late");
  await leaseA.renew();
  expect(leaseA.state()).toEqual({ kind: "lost", to: "b" });
  const b = side(url, "b", journal, { lease: second });
  b.order("b");
  await expect.poll(() => b.transports.doneCount, patient).toBe(3);
  expect(a.host.counts.sent).toBe(lastOfA);
  expect([b.host.rival, b.host.doubt()]).toEqual([null, null]);
}, 180_000);

it("whose journal of orders has failed releases nothing: it could not write down what comes of it", async () => {
  const { url } = await robotsOnBroker();
  let failed = true;
  const { host, transports, order } = side(url, "a", createMemoryJournal(), { ordersFailed: () => failed });
  order("a");
  await expect.poll(() => host.counts.received, patient).toBeGreaterThan(30);
  expect(host.doubt()).toEqual({ kind: "journal" });
  expect([host.counts.sent, host.fleet.traffic]).toEqual([0, null]);
  failed = false;
  await expect.poll(() => transports.doneCount, patient).toBe(3);
}, 180_000);
