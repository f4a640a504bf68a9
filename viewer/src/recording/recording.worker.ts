// The worker that reads a recording; it holds no simulation.
import { breathe } from "../worker/breathe.ts";
import type { ToRecordingWorker } from "./recording-messages.ts";
import { RecordingSession } from "./recording-session.ts";

const session = new RecordingSession({
  post: (message, transfer = []) => self.postMessage(message, { transfer }),
  breathe,
});
self.addEventListener("message", (event: MessageEvent<ToRecordingWorker>) => {
  void session.receive(event.data);
});
