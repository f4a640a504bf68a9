// `peakfleet viewer`: only the viewer; the browser simulates.
import { addCommand, type CommandKit } from "../command-kit.ts";
import { ExitCode } from "../exit-code.ts";
import { portValue } from "../option-values.ts";
import { hostViewer, PORT_DEFAULT, serveUntilInterrupted } from "../viewer-host.ts";

export function addViewerCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  addCommand(kit, "viewer", help.viewer, ["viewer", "viewer --port 8080"])
    .option("--port <number>", help.port, portValue, PORT_DEFAULT)
    .action(async (options: { readonly port: number }) => {
      const server = await hostViewer(context, options.port, undefined);
      if (server !== undefined) await serveUntilInterrupted(context, server);
      exit(server === undefined ? ExitCode.failedRun : ExitCode.done);
    });
}
