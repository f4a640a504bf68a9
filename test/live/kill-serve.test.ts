// The whole product under `kill -9`: `peakfleet serve` as a process of its own, robots and broker here. Whatever the moment, every
// order that was answered is carried out exactly once, and no two robots touch. KILLS=20 KILL_SEED=7 for more.
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { robotsOnGround } from "../../cli/fleet/virtual-robots.ts";
import { startEmbeddedBroker } from "../../devices/broker/index.ts";
import { MqttConnection, RobotHost } from "../../devices/vda5050/edge/index.ts";
import { readFleetFile, robotOutline } from "../../scenarios/node/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { hasMosquitto, startMosquitto } from "../broker/mosquitto-process.ts";
import { temporaryFolder } from "../journal/temporary-folder.ts";
import { footprint, touch } from "./footprints.ts";

const seed = Number(process.env["KILL_SEED"] ?? 1);
const kills = Number(process.env["KILLS"] ?? 2);
const ordersPerRun = 8;
const speedUp = 4;
const main = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const fleetText = `floor:
  plan: |
    A..B..C..D
    ..........
    .##.##.##.
    ..........
    E..F..G..H
robots:
  - { name: a/r, count: 2, vda: "2.0" }
  - { name: b/r, count: 2, vda: "2.1" }
  - { name: c/r, count: 2, vda: "3.0" }
`;
const stations = [..."ABCDEFGH"];

/** What robots did, from their own words and places. */
class Witness {
  /** Per load: where it was taken up and put down, in the order in which it happened. */
  readonly handled = new Map<string, string[]>();
  readonly collisions: string[] = [];
  private readonly loads = new Map<string, string>();

  hear(robot: string, payload: Uint8Array): void {
    const { loads = [], lastNodeId } = JSON.parse(new TextDecoder().decode(payload)) as {
      readonly loads?: readonly { readonly loadId?: string }[];
      readonly lastNodeId: string;
    };
    const before = this.loads.get(robot) ?? "";
    const now = loads[0]?.loadId ?? "";
    if (before === now) return;
    if (before !== "") this.note(before, `down ${lastNodeId}`);
    if (now !== "") this.note(now, `up ${lastNodeId}`);
    this.loads.set(robot, now);
  }
  private note(load: string, what: string): void {
    this.handled.set(load, [...(this.handled.get(load) ?? []), what]);
  }
}

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
}

async function serve(fleet: string, broker: string): Promise<Serving> {
  const words = ["serve", "--fleet", fleet, "--broker", broker, "--port", "0"];
  const child = spawn(process.execPath, ["--import", "tsx", main, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let said = "";
  return new Promise((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const url = /API: (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (url !== undefined) resolve({ child, url });
    });
    child.once("close", () => reject(new Error(said)));
  });
}

/** Sends until it is answered or the server is gone. */
async function order(url: string, body: { readonly id: string }): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/v1/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ kind: "transport", ...body }),
    });
    expect([200, 201]).toContain(answer.status);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

it.each([["embedded"], ["mosquitto"]])(
  `carries out every order once, killed at random moments, on the %s broker (KILL_SEED=${seed} KILLS=${kills} npx vitest run test/live/kill-serve.test.ts)`,
  async (kind) => {
    const isLong = process.env["KILLS"] !== undefined;
    if (kind === "mosquitto" && !(hasMosquitto && isLong)) return;
    const broker = kind === "embedded" ? await startEmbeddedBroker({ port: 0 }) : await startMosquitto();
    onTestFinished(async () => {
      await ("close" in broker ? broker.close() : broker.stop());
    });
    const folder = temporaryFolder();
    const fleet = join(folder, "fleet.yaml");
    writeFileSync(fleet, fleetText);
    const read = readFleetFile(fleetText, fleet);
    if (!read.ok) throw new Error("a fleet file that can be read");
    const file = read.value;
    const robots = new RobotHost({
      broker: { url: broker.url },
      speedUp,
      robots: await robotsOnGround(file),
    });
    onTestFinished(() => robots.close());
    const witness = new Witness();
    const ear = new MqttConnection({
      address: { url: broker.url },
      clientId: "witness",
      subscriptions: ["uagv/v2", "vda5050/v3"].map(
        (prefix) => ({ filter: `${prefix}/+/+/state`, qos: 0 }) as const,
      ),
      onConnect: () => {},
      onLost: () => {},
      onMessage: (topic, payload) => witness.hear(topic, payload),
    });
    onTestFinished(() => ear.close());
    const watching = setInterval(() => {
      const outlines = robots.robots.map(({ pose }, i) => {
        const { front, back, left, right } = robotOutline(file.ground, i);
        return footprint(pose, { front, back, width: left + right });
      });
      for (const [i, a] of outlines.entries())
        for (const [k, b] of outlines.slice(0, i).entries())
          if (touch(a, b)) witness.collisions.push(`robots ${k} and ${i}`);
    }, 50);
    onTestFinished(() => clearInterval(watching));

    const random = new Random(seed, "kill-serve");
    const place = () => random.below(stations.length);
    const asked = new Map<string, { id: string; from: string; to: string }>();
    const answered = new Set<string>();
    for (let run = 0; run <= kills; run += 1) {
      const { child, url } = await serve(fleet, broker.url);
      for (let i = 0; i < ordersPerRun; i += 1) {
        const from = place();
        const to = (from + 1 + random.below(stations.length - 1)) % stations.length;
        const id = `o-${run}-${i}`;
        asked.set(id, { id, from: stations[from]!, to: stations[to]! });
      }
      const killMs = 500 + random.uniform() * 9_000;
      const killed =
        run === kills
          ? Promise.resolve()
          : new Promise<void>((resolve) => {
              setTimeout(() => {
                child.once("close", () => resolve());
                child.kill("SIGKILL");
              }, killMs);
            });
      // Whoever got no answer sends the same again to the next one.
      for (const body of asked.values())
        if (!answered.has(body.id) && (await order(url, body))) answered.add(body.id);
      await killed;
      if (run < kills) continue;
      const open = async () =>
        ((await (await fetch(`${url}/v1/orders?open=true`)).json()) as { orders: unknown[] }).orders.length;
      await expect.poll(open, { timeout: 240_000, interval: 500 }).toBe(0);
      const all = (await (await fetch(`${url}/v1/orders?limit=1000`)).json()) as {
        orders: { id: string; state: string }[];
      };
      expect(all.orders.map(({ id, state }) => [id, state])).toEqual(
        [...asked.keys()].map((id) => [id, "done"]),
      );
      child.kill("SIGTERM");
    }
    expect(answered.size).toBe(asked.size);
    const cellOf = (name: string) => `c${file.stations.find((station) => station.name === name)!.place}`;
    const expected = [...asked.values()].map(({ id, from, to }) => [
      id,
      [`up ${cellOf(from)}`, `down ${cellOf(to)}`],
    ]);
    expect([...witness.handled].sort()).toEqual([...expected].sort());
    expect(witness.collisions).toEqual([]);
  },
  600_000,
);
