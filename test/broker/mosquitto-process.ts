// A Mosquitto of Debian's for tests, where it is installed; in CI it has to be.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = ["mosquitto", "/usr/sbin/mosquitto"].find(
  (path) => spawnSync(path, ["-h"]).error === undefined,
);
export const hasMosquitto = program !== undefined;
if (!hasMosquitto && process.env.CI === "true") throw new Error("mosquitto must be installed with CI=true");

export interface MosquittoProcess {
  readonly url: string;
  readonly port: number;
  /** Of the process that runs now. */
  readonly pid: number;
  readonly folder: string;
  restart(): Promise<void>;
  /** Away for so long, then back on the same port. */
  stopFor(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it on a free port of this machine. `configure` may write files into its folder and gives the configuration. */
export async function startMosquitto(
  configure: (folder: string, port: number) => string = (_, port) =>
    `listener ${port} 127.0.0.1\nallow_anonymous true\nlog_type none\n`,
): Promise<MosquittoProcess> {
  const folder = mkdtempSync(join(tmpdir(), "mosquitto-"));
  const port = await freePort();
  const file = join(folder, "test.conf");
  writeFileSync(file, configure(folder, port));
  let child = await launch(file, folder, port);
  const end = async () => {
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill();
    await gone;
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid!;
    },
    folder,
    restart: async () => {
      await end();
      child = await launch(file, folder, port);
    },
    stopFor: async (milliseconds) => {
      await end();
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      child = await launch(file, folder, port);
    },
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true });
    },
  };
}

async function launch(file: string, folder: string, port: number): Promise<ChildProcess> {
  // As root it would give its rights away and not find its files.
  const child = spawn(program!, ["-c", file], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr!.on("data", (text) => {
    said += String(text);
  });
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended: ${said}`);
    if (await answers(port)) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`mosquitto does not answer: ${said}`);
}

async function answers(port: number): Promise<boolean> {
  const { connect } = await import("node:net");
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
