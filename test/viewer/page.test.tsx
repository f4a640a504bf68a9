import { render } from "solid-js/web";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { kpiDefinitions } from "../../scenarios/index.ts";
import { App } from "../../viewer/src/app.tsx";
import { en } from "../../viewer/src/i18n/en.ts";
import { setLanguage } from "../../viewer/src/i18n/index.ts";
import { zh } from "../../viewer/src/i18n/zh.ts";
import { createAppState } from "../../viewer/src/state/app-state.ts";
import { InProcessSource } from "./in-process-source.ts";

// The simulated DOM has no 2D canvas for the charts; what they draw is looked at in a real browser.
vi.mock("uplot", () => ({
  default: class {
    static sync = (key: string) => ({ key });
    setData() {}
    setSize() {}
    destroy() {}
  },
}));

/** The page in a simulated DOM; its runs are the stand-in's and there is no WebGL. */
function openPage(query = "") {
  window.history.replaceState(null, "", `/${query}`);
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const sources: InProcessSource[] = [];
  const app = createAppState(() => {
    const source = new InProcessSource();
    sources.push(source);
    return source;
  });
  const close = render(() => <App app={app} />, root);
  return { root, app, sources, close };
}

const find = <T extends Element = HTMLElement>(selector: string): T => {
  const found = document.querySelector<T>(selector);
  if (found === null) throw new Error(`${selector} is not on the page`);
  return found;
};
const press = (key: string, more: KeyboardEventInit = {}) =>
  window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));

async function eventually(check: () => void): Promise<void> {
  for (let round = 0; ; round += 1) {
    try {
      check();
      return;
    } catch (error) {
      if (round === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe("the page", () => {
  let page: ReturnType<typeof openPage>;
  beforeEach(() => setLanguage("en"));
  afterEach(() => page.close());

  test("starts by itself: both strategies of the first scenario, then their KPIs with the difference", async () => {
    page = openPage("?speed=128");
    await eventually(() => expect(page.app.view().playing && page.app.view().shownStep > 0).toBe(true));
    expect(find<HTMLSelectElement>("#scenario").value).toBe("ring");
    expect([...document.querySelectorAll(".strategy-name")].map((name) => name.textContent)).toEqual([
      "fast",
      "steady",
    ]);
    await eventually(() => expect(find("tr[data-kpi=ordersDone]").querySelectorAll("td").length).toBe(3));
  });

  test("shows all KPIs below the headings of their groups when asked, and the few without headings otherwise", async () => {
    page = openPage("?speed=128");
    await eventually(() => expect(find("tr[data-kpi=ordersDone]")).toBeTruthy());
    expect(document.querySelectorAll(".kpi-group").length).toBe(0);
    find<HTMLButtonElement>(".kpis .link-button").click();
    await eventually(() =>
      expect(document.querySelectorAll("tr[data-kpi]").length).toBe(kpiDefinitions.length),
    );
    const headings = [...document.querySelectorAll(".kpi-group th")];
    expect(headings.map((heading) => heading.textContent)).toEqual([
      ...new Set(kpiDefinitions.map(({ group }) => group.label.en)),
    ]);
    expect(headings.every((heading) => heading.getAttribute("colspan") === "4")).toBe(true);
    expect(headings[0]!.parentElement!.nextElementSibling!.getAttribute("data-kpi")).toBe("ordersArrived");
  });

  test("says why the floor is not drawn where there is no WebGL, and goes on", async () => {
    page = openPage();
    await eventually(() => expect(find(".pane-problem").textContent).toContain(en.failure.noWebGl));
    const shown = page.app.view().shownStep;
    await eventually(() => expect(page.app.view().shownStep).toBeGreaterThan(shown));
  });

  test("shows one floor and no difference when strategy B is none", async () => {
    page = openPage("?scenario=ring&b=none&speed=128");
    await eventually(() => expect(find("tr[data-kpi=ordersDone]").querySelectorAll("td").length).toBe(1));
    expect(document.querySelectorAll(".pane").length).toBe(1);
  });

  test("restores what the address says: seed, hours, speed and the step it was paused at", async () => {
    page = openPage("?scenario=ring&seed=9&hours=1&a=steady&b=fast&speed=32&step=300");
    await eventually(() => expect(page.app.view().shownStep).toBe(300));
    expect(page.app.view().playing).toBe(false);
    expect(find<HTMLInputElement>("#seed").value).toBe("9");
    expect(find<HTMLSelectElement>("#speed").value).toBe("32");
    expect(find("#clock").textContent).toBe("20:02:30");
    await eventually(() => expect(window.location.search).toContain("step=300"));
    expect(window.location.search).toContain("a=steady&b=fast");
  });

  test("gives every button, field and dialog a name", async () => {
    page = openPage();
    await eventually(() => expect(page.app.view().shownStep).toBeGreaterThan(0));
    const nameless = [...document.querySelectorAll("button, select, input, dialog, canvas[role]")].filter(
      (part) =>
        !part.getAttribute("aria-label") && !part.closest("label")?.textContent && !part.textContent?.trim(),
    );
    expect(nameless.map((part) => part.outerHTML)).toEqual([]);
  });

  test("obeys its keys: play, steps, speed, language, theme, help", async () => {
    page = openPage("?scenario=ring&step=100");
    const { app } = page;
    await eventually(() => expect(app.view().shownStep).toBe(100));
    press("ArrowRight");
    await eventually(() => expect(app.view().shownStep).toBe(101));
    press("ArrowLeft", { shiftKey: true });
    await eventually(() => expect(app.view().shownStep).toBe(91));
    press("]");
    await eventually(() => expect(app.view().speed).toBe(64));
    press("[");
    press("[");
    await eventually(() => expect(app.view().speed).toBe(16));
    const theme = app.theme();
    press("t");
    expect(app.theme()).not.toBe(theme);
    press("l");
    expect(find(".tagline").textContent).toBe(zh.tagline);
    press("?");
    expect(find<HTMLDialogElement>("#help").open).toBe(true);
    press("?");
    expect(find<HTMLDialogElement>("#help").open).toBe(false);
    press(" ");
    await eventually(() => expect(app.view().playing && app.view().shownStep > 95).toBe(true));
  });

  test("leaves keys alone that are typed into a field, and those of the browser", async () => {
    page = openPage("?scenario=ring&step=100");
    await eventually(() => expect(page.app.view().shownStep).toBe(100));
    const seed = find<HTMLInputElement>("#seed");
    seed.dispatchEvent(new KeyboardEvent("keydown", { key: "l", bubbles: true }));
    press("l", { ctrlKey: true });
    expect(find(".tagline").textContent).toBe(en.tagline);
  });

  test("shows what the selected robot does in both runs", async () => {
    page = openPage("?scenario=ring&step=100");
    await eventually(() => expect(page.app.stage()).not.toBeNull());
    await eventually(() => expect(page.app.view().shownStep).toBe(100));
    page.app.stage()!.select(5);
    await eventually(() => expect(find(".robot-card").querySelectorAll(".robot-in-pane").length).toBe(2));
    expect(find(".robot-card").textContent).toContain(en.robot.activity[7]);
    press("Escape");
    await eventually(() => expect(document.querySelector(".robot-card")).toBeNull());
  });

  test("gives the reason and a way out where the scenario is unknown", async () => {
    page = openPage("?scenario=rong&seed=1&hours=1&a=fast&b=steady");
    await eventually(() => expect(find(".failure").textContent).toContain("expected ring; found rong"));
    find<HTMLButtonElement>(".failure .actions button:last-child").click();
    await eventually(() => expect(page.app.view().shownStep).toBeGreaterThan(0));
    expect(document.querySelector(".failure")).toBeNull();
  });

  test("says which strategy broke when a run stops in the middle, and closes all its runs with the page", async () => {
    page = openPage("?scenario=broken&seed=1&hours=1&a=fast&b=steady");
    await eventually(() => expect(find(".failure").textContent).toContain("stock of pod 3 is negative"));
    expect(find(".failure h2").textContent).toBe(`${en.failure.title}: fast`);
    page.close();
    expect(page.sources.filter((source) => !source.closed)).toEqual([]);
  });
});
