// Whether an address can be listened on, tried before anything else is opened.
import { createServer } from "node:net";

/** Null: it can; else why not. Port 0 is always free. */
export function whyNotListen(host: string, port: number): Promise<string | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", (error) => resolve(error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
