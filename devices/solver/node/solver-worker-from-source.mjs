// Starts the solver's worker thread from the sources: a new thread has to learn to read TypeScript first.
import { register } from "tsx/esm/api";

register();
await import("./solver-worker.ts");
