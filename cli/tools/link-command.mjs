// Puts `peakfleet` into the checkout's own node_modules/.bin after a build, so that `npx peakfleet …` starts at once.
// Without it npx would pack and build the whole package on its first call. Windows is left to npx.
import { chmodSync, existsSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const commands = join(root, "node_modules/.bin");
const main = join(root, "dist/node/main.js");
if (process.platform !== "win32" && existsSync(commands) && existsSync(main)) {
  const link = join(commands, "peakfleet");
  rmSync(link, { force: true });
  symlinkSync("../../dist/node/main.js", link);
  chmodSync(main, 0o755);
}
