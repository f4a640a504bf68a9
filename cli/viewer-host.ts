// The viewer beside a run: serves dist/viewer, tells the address, stays until Ctrl-C.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type StaticServer, startStaticServer } from "../server/index.ts";
import type { CliContext } from "./context.ts";

export const PORT_DEFAULT = 4173;

/** What the viewer shows first. */
export interface ViewerPreset {
  readonly scenario: string;
  readonly seed: number;
  /** The first two are shown. */
  readonly strategies: readonly string[];
  /** Undefined: the whole scenario. */
  readonly hours: number | undefined;
}

/** Starts serving and prints the address; prints why and gives undefined when that is not possible. */
export async function hostViewer(
  context: CliContext,
  port: number,
  preset: ViewerPreset | undefined,
  onPageOpened: () => void = () => {},
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
    onPageOpened,
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

/** The viewer's address with scenario, seed and strategies chosen: the names are those of its own address bar. */
export function viewerAddress(url: string, preset: ViewerPreset, language: string): string {
  const { scenario, seed, hours, strategies } = preset;
  const query = new URLSearchParams({ scenario, seed: String(seed) });
  query.set("hours", String(hours === undefined ? 0 : Math.ceil(hours)));
  query.set("a", strategies[0] ?? "");
  query.set("b", strategies[1] ?? "none");
  query.set("lang", language);
  return `${url}?${query.toString()}`;
}
