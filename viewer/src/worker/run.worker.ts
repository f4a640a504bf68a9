// The run worker: one strategy's run, the same code as on the command line.
import type { ToWorker } from "../protocol/messages.ts";
import { breathe } from "./breathe.ts";
import { RunSession } from "./run-session.ts";
import { createScenariosHost } from "./scenarios-host.ts";

const session = new RunSession({
  host: createScenariosHost(),
  post: (message, transfer = []) => self.postMessage(message, { transfer }),
  breathe,
  now: () => performance.now(),
});
self.addEventListener("message", (event: MessageEvent<ToWorker>) => void session.receive(event.data));
