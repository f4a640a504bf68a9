import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadScenario, openNodeLibrary } from "../../scenarios/node/index.ts";
import { describeInChromium, visit, waitForStep } from "./built-viewer.ts";

describeInChromium("the composer", (viewer) => {
  test("makes a strategy that runs on a floor, stays saved, and is a file for the command line", async () => {
    const { page, errors, close } = await visit(
      viewer(),
      "scenario=smoke&seed=1&hours=0.2&a=pod-match&b=none&step=2",
      {
        width: 1280,
        height: 800,
      },
    );
    const file = join(tmpdir(), `composed-${process.pid}.yaml`);
    try {
      await waitForStep(page, 2);
      await page.locator(".compose").first().click();
      await page.selectOption("select[data-decision=robot-task]", "nearest");
      expect(await page.textContent(".composed")).toBe("pod-match+robot-task=nearest");
      await page.fill("#composer-name", "pod-match");
      expect(await page.locator("#composer-yaml").isDisabled()).toBe(true);
      await page.fill("#composer-name", "my-match");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#composer-yaml")]);
      expect(download.suggestedFilename()).toBe("my-match.yaml");
      await download.saveAs(file);
      const library = openNodeLibrary();
      if (!library.ok) throw new Error("the library does not open");
      const loaded = await loadScenario(library.value, "smoke", { strategies: [file] });
      if (!loaded.ok) throw new Error(readFileSync(file, "utf8"));
      expect(loaded.value.strategies[0]!.rules["robot-task"]).toBe("nearest");

      await page.click("#composer-save");
      await page.click("#composer-use");
      await page.click("#run");
      await waitForStep(page, 1);
      expect(await page.textContent(".strategy-name")).toBe("pod-match+robot-task=nearest");
      await page.keyboard.press(" ");
      await page.waitForFunction(
        () => new URL(location.href).searchParams.get("a") === "pod-match+robot-task=nearest",
      );
      await page.reload();
      await waitForStep(page, 1);
      const chosen = page.locator("#strategy-a option:checked");
      expect(await chosen.textContent()).toBe("my-match");
      expect(errors).toEqual([]);
    } finally {
      rmSync(file, { force: true });
      await close();
    }
  });
});
