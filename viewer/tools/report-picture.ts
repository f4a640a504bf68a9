// A picture of one section of a report page for the documents: `npm run picture -- report.html Orders docs/plan-orders.png`.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { startChromium } from "./chromium.ts";
import { shrinkPng } from "./small-png.ts";

const [file, title, target] = process.argv.slice(2);
if (file === undefined || title === undefined || target === undefined) {
  console.error("Usage: npm run picture -- <report.html> <title of a section> <picture.png>");
  process.exit(2);
}
const browser = await startChromium();
try {
  const context = await browser.newContext({ width: 900, height: 900, colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(pathToFileURL(resolve(file)).href);
  const sections = page.locator("section");
  const titles = await page.locator("section h2 .en").allTextContents();
  const at = titles.indexOf(title);
  if (at < 0) throw new Error(`${file} has no section ${title}; it has ${titles.join(", ")}`);
  writeFileSync(target, shrinkPng(await sections.nth(at).screenshot()));
} finally {
  await browser.close();
}
