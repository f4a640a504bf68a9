// The entry of the page.
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { WorkerRunSource } from "./run/worker-run-source.ts";
import { createAppState } from "./state/app-state.ts";
import "./styles/theme.css";
import "./styles/page.css";
import "./styles/panels.css";

const app = createAppState(() => new WorkerRunSource());
render(() => <App app={app} />, document.getElementById("app")!);
