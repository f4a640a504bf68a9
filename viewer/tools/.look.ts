import { startChromium } from "/work/main/viewer/tools/chromium.ts";
import { serveFolder } from "/work/main/viewer/tools/static-site.ts";

const [
  ,
  ,
  width = "1440",
  height = "900",
  query = "",
  out = "/tmp/look.png",
  wait = "6000",
  theme = "dark",
  script = "",
] = process.argv;
const site = await serveFolder("/work/main/dist/viewer");
const browser = await startChromium({
  width: Number(width),
  height: Number(height),
  colorScheme: theme as "dark",
});
const page = await browser.context.newPage();
page.on("console", (m) => console.log("console", m.type(), m.text()));
page.on("pageerror", (e) => console.log("pageerror", e.message, e.stack));
await page.goto(`${site.address}/?${query}`);
await page.waitForTimeout(Number(wait));
if (script) {
  console.log(await page.evaluate(script));
  await page.waitForTimeout(1500);
}
await page.screenshot({ path: out, timeout: 60000 });
await browser.close();
await site.close();
