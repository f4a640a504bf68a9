// Opens an address in the user's browser; where that is not possible nothing happens, for the address is printed as well.
import { spawn } from "node:child_process";

export function openBrowser(url: string): void {
  const [command, ...words] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", url.replaceAll("&", "^&")]
        : ["xdg-open", url];
  const opener = spawn(command!, words, { stdio: "ignore", detached: true });
  opener.on("error", () => {});
  opener.unref();
}
