// `peakfleet start`, the command behind `npm start`: a festival evening under two strategies, with the viewer beside it.
import { addCommand, addRunOptions, type CommandKit, type RunOptions } from "../command-kit.ts";
import { portValue } from "../option-values.ts";
import { runBesideViewer } from "../run-beside-viewer.ts";
import { PORT_DEFAULT } from "../viewer-host.ts";

const SCENARIO_DEFAULT = "double-11-2025";
/** The opening evening, 20:00 to midnight. */
const HOURS_DEFAULT = 4;

export interface StartOptions extends RunOptions {
  readonly port: number;
  readonly exit?: boolean;
  readonly viewer: boolean;
}

export function addStartCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  const command = addCommand(kit, "start", help.start, [
    "start",
    "start --exit --hours 0.5",
    "start smoke --port 8080",
  ])
    .argument("[scenario]", help.scenario, SCENARIO_DEFAULT)
    .option("--port <number>", help.port, portValue, PORT_DEFAULT)
    .option("--exit", help.exit)
    .option("--no-viewer", help.noViewer);
  addRunOptions(command, context).action(async (scenario: string, options: StartOptions) => {
    const hours = options.hours ?? (scenario === SCENARIO_DEFAULT ? HOURS_DEFAULT : undefined);
    exit(await runBesideViewer(context, scenario, { ...options, ...(hours !== undefined && { hours }) }));
  });
}
