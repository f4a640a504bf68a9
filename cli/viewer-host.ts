// The viewer beside a run: serves dist/viewer, tells the address, stays until Ctrl-C.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type StaticServer, startStaticServer } from "../server/index.ts";
import type { CliContext } from "./context.ts";

export const PORT_DEFAULT = 4173;

/** What the viewer shows first; the names of the query are those of the viewer's own address bar. */
export interface ViewerPreset {
  readonly scenario: string;
  readonly seed: number;
  readonly strategies: readonly string[];
  readonly hours?: number;
  /** `pod-choice=nearest` */
  readonly rules?: readonly string[];
}

/** Starts serving and prints the address; prints why and gives undefined when that is not possible. */
export async function hostViewer(
  context: CliContext,
  port: number,
  preset: ViewerPreset | undefined,
): Promise<StaticServer | undefined> {
  const { text, err, colors, viewerDir } = context;
  if (!existsSync(join(viewerDir, "index.html"))) {
    err.write(`${text.viewerMissing(viewerDir)}\n`);
    return undefined;
  }
  const result = await startStaticServer({
    dir: viewerDir,
    port,
    name: "peakfleet",
    version: context.version,
  });
  if (result.kind === "no-port") {
    err.write(`${text.noPort(result.firstPort, result.lastPort, result.reason)}\n`);
    return undefined;
  }
  const { server } = result;
  if (port !== 0 && server.port !== port) err.write(`${text.portTaken(port, server.port)}\n`);
  const address = preset === undefined ? server.url : viewerAddress(server.url, preset, context.language);
  err.write(`${text.watch(colors.underline(address))}\n`);
  return server;
}

/** Serves on until Ctrl-C. */
export async function serveUntilInterrupted(context: CliContext, server: StaticServer): Promise<void> {
  context.err.write(`${context.text.serving}\n`);
  if (!context.interrupted.aborted) {
    await new Promise<void>((resolve) => {
      context.interrupted.addEventListener("abort", () => resolve(), { once: true });
    });
  }
  await server.close();
}

/** Address of the viewer with scenario, seed and strategies chosen. */
export function viewerAddress(url: string, preset: ViewerPreset, language: string): string {
  const query = new URLSearchParams({ scenario: preset.scenario, seed: String(preset.seed) });
  query.set("strategies", preset.strategies.join(","));
  if (preset.hours !== undefined) query.set("hours", String(preset.hours));
  for (const rule of preset.rules ?? []) query.append("rule", rule);
  query.set("lang", language);
  return `${url}?${query.toString().replaceAll("%2C", ",").replaceAll("%3D", "=")}`;
}
