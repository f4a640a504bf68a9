// Scenes by hand. `npm run scenes:look` writes them with letters into out/scenes, to be looked at; `npm run scenes:accept`
// makes what they look like now the references. Both take names of scenes. Run `npm run build:viewer` first.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startChromium } from "../../viewer/tools/chromium.ts";
import { serveFolder } from "../../viewer/tools/static-site.ts";
import { accept, keep } from "./judge-scenes.ts";
import { scenes } from "./scene-list.ts";
import { openStudio } from "./scene-studio.ts";

const built = fileURLToPath(new URL("../../dist/viewer", import.meta.url));

async function main(): Promise<void> {
  const [does, ...names] = process.argv.slice(2);
  if (does !== "look" && does !== "accept") throw new Error(`expected look or accept, found ${does}`);
  if (!existsSync(`${built}/index.html`)) {
    throw new Error("no built viewer in dist/viewer. Run: npm run build:viewer");
  }
  const unknown = names.filter((name) => !scenes.some((scene) => scene.name === name));
  if (unknown.length > 0) {
    throw new Error(`no scene ${unknown.join(", ")}; known: ${scenes.map(({ name }) => name).join(", ")}`);
  }
  const wanted = scenes.filter(({ name }) => names.length === 0 || names.includes(name));
  const site = await serveFolder(built);
  const browser = await startChromium();
  try {
    const studio = await openStudio(browser, site.address, does === "look" ? "letters" : "boxes");
    for (const scene of wanted) {
      const picture = await studio.take(scene);
      if (does === "look") console.log(keep(`${scene.name}-look.png`, picture));
      else console.log(`${scene.name}: ${Math.round(accept(scene.name, picture) / 1024)} KB`);
    }
    await studio.close();
  } finally {
    await browser.close();
    await site.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
