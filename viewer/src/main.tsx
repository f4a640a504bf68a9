// The entry of the page: a simulation, or the running fleet that the address names.
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { readLiveAddress } from "./live/live-address.ts";
import { WorkerRunSource } from "./run/worker-run-source.ts";
import { createAppState } from "./state/app-state.ts";
import "./styles/theme.css";
import "./styles/page.css";
import "./styles/panels.css";

const root = document.getElementById("app")!;
const live = readLiveAddress(location.search, location.origin);
if (live === null) {
  const app = createAppState(() => new WorkerRunSource());
  render(() => <App app={app} />, root);
} else {
  // Only who watches a fleet loads what that needs.
  const { openLivePage } = await import("./live-panels/live-page.tsx");
  openLivePage(live, root);
}
