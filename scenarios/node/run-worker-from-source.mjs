// Starts a run worker from the sources: a new thread has to learn to read TypeScript first.
import { register } from "tsx/esm/api";

register();
await import("./run-worker.ts");
