// The command as a process: exit codes, streams, Ctrl-C, with real runs. Few cases, since each starts a Node.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const main = resolve(dirname(fileURLToPath(import.meta.url)), "../../cli/main.ts");
const tsx = import.meta.resolve("tsx");
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "peakfleet-process-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `peakfleet …words` in `dir`; `onStderr` sees all errors and progress so far and may send a signal. */
function peakfleet(
  words: readonly string[],
  onStderr: (stderr: string, send: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  return new Promise((end, fail) => {
    const environment = { ...process.env, LANG: "C.UTF-8", LC_ALL: "", NO_COLOR: "1" };
    const child = spawn(process.execPath, ["--import", tsx, main, ...words], { cwd: dir, env: environment });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
      onStderr(stderr, (signal) => child.kill(signal));
    });
    child.on("error", fail);
    child.on("close", (code) => end({ code, stdout, stderr }));
  });
}

describe("the process", { timeout: 120_000 }, () => {
  test("ends with 0 after a run, JSON alone on standard output", async () => {
    const { code, stdout, stderr } = await peakfleet(["run", "smoke", "--hours", "0.05", "--json"]);
    expect(stderr).toContain("smoke:");
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result.complete).toBe(true);
    expect(result.runs[0]).toMatchObject({ seed: 1, state: "complete", simulatedSeconds: 180 });
    expect(result.runs[0].hash).toMatch(/\S/);
  });

  test("ends with 2 on a file with a wrong field, saying where, with no stack trace", async () => {
    writeFileSync(join(dir, "site.yaml"), "name: site\nflet:\n  count: 3\n");
    const { code, stdout, stderr } = await peakfleet(["run", "./site.yaml"]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/site\.yaml:2:1: .*flet/);
    expect(stderr).toContain("Did you mean fleet?");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "on %s stops the workers, writes what is done so far and ends with %i",
    async (signal, expected) => {
      let sent = false;
      const { code, stderr } = await peakfleet(["run", "smoke", "--hours", "1000"], (sofar, send) => {
        if (sent || !sofar.includes("%  ")) return;
        sent = true;
        setTimeout(() => send(signal), 300);
      });
      expect(code).toBe(expected);
      const [, written] = /Written to (.+)/.exec(stderr) ?? [];
      const result = JSON.parse(readFileSync(join(dir, written!, "result.json"), "utf8"));
      expect(result.runs[0].state).toBe("stopped");
      expect(result.runs[0].step).toBeGreaterThan(0);
      const series = readdirSync(join(dir, written!)).filter((name) => name.startsWith("series-"));
      expect(series).toHaveLength(1);
    },
  );
});
