// `peakfleet demo`: everything in one command.
import { addCommand, type CommandKit } from "../command-kit.ts";
import { type DemoWords, runDemo } from "../demo/run-demo.ts";
import { apiPortDefault } from "../fleet/api-words.ts";
import { demoRobotsValue, durationValue, portValue } from "../option-values.ts";

const robotsDefault = 30;

export function addDemoCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { serve } = context.text;
  addCommand(kit, "demo", serve.demo, ["demo", "demo --for 3m --no-open"])
    .option("--port <number>", serve.port, portValue, apiPortDefault)
    .option("--robots <number>", serve.demoRobots, demoRobotsValue, robotsDefault)
    .option("--for <time>", serve.demoFor, durationValue)
    .option("--no-open", serve.demoNoOpen)
    .action(async (words: DemoWords) => {
      exit(await runDemo(context, words));
    });
}
