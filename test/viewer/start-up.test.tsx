import { render } from "solid-js/web";
import { afterEach, describe, expect, test } from "vitest";
import { App } from "../../viewer/src/app.tsx";
import { setLanguage } from "../../viewer/src/i18n/index.ts";
import { createAppState } from "../../viewer/src/state/app-state.ts";
import { InProcessSource, until } from "./in-process-source.ts";

// The simulated DOM draws nothing: charts are given a pen that ignores everything.
const pen = new Proxy(
  {},
  { get: (_, name) => (name === "measureText" ? () => ({ width: 10 }) : () => undefined), set: () => true },
);
HTMLCanvasElement.prototype.getContext = (() => pen) as unknown as HTMLCanvasElement["getContext"];
globalThis.Path2D ??= class {
  moveTo() {}
  lineTo() {}
  rect() {}
  closePath() {}
  bezierCurveTo() {}
} as unknown as typeof Path2D;

let dispose: (() => void) | null = null;
afterEach(() => {
  dispose?.();
  dispose = null;
  document.body.replaceChildren();
  setLanguage("en");
});

function open(query: string) {
  window.history.replaceState(null, "", `/${query}`);
  const sources: InProcessSource[] = [];
  const app = createAppState(() => {
    const source = new InProcessSource();
    sources.push(source);
    return source;
  });
  dispose = render(() => <App app={app} />, document.body);
  const find = (selector: string) => document.querySelector(selector);
  return { app, sources, find };
}
const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? "";

describe("starting", () => {
  test("fills what the address leaves open from the catalogue and starts two runs", async () => {
    const { app, find } = open("?lang=en");
    await until(() => app.view().facts !== null);
    expect(
      [...document.querySelectorAll(".pane figcaption .strategy-name")].map((name) => name.textContent),
    ).toEqual(["fast", "steady"]);
    expect((find("#seed") as HTMLInputElement).value).toBe("3");
    expect(textOf(".facts")).toContain("1 pick, 1 stow");
  });
  test("starts a complete address without waiting for the catalogue", () => {
    const { sources } = open("?scenario=ring&seed=5&hours=1&a=fast&b=steady");
    expect(sources.map((source) => source.sent[0]?.kind)).toEqual(["init", "init"]);
  });
  test("ends the workers of a run that is replaced", async () => {
    const { app, sources } = open("?scenario=ring&seed=5&hours=1&a=fast&b=steady");
    await until(() => app.view().facts !== null && app.catalog() !== null);
    app.run();
    expect(sources.slice(0, 2).every((source) => source.closed)).toBe(true);
    expect(sources.slice(2).every((source) => !source.closed)).toBe(true);
  });
  test("speaks Chinese where the address or the browser asks for it", async () => {
    const { app } = open("?lang=zh");
    await until(() => app.view().facts !== null);
    expect(textOf(".facts h2")).toBe("本次运行");
    app.toggleLanguage();
    expect(textOf(".facts h2")).toBe("This run");
  });
});
