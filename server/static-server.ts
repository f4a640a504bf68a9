// Serves one folder of built files on this machine only: the viewer, and a health endpoint beside it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { assert } from "../sim/kernel/index.ts";

export interface StaticServerOptions {
  /** Folder with an index.html; read once at the start, so no request can name a file outside it. */
  readonly dir: string;
  /** First port to try; 0 takes any free one. */
  readonly port: number;
  /** What the health endpoint reports beside `status`. */
  readonly name: string;
  readonly version: string;
  /** Called when a browser asks for the page itself. */
  readonly onPageOpened?: () => void;
}

export interface StaticServer {
  readonly port: number;
  /** Address to open in a browser, ending in a slash. */
  readonly url: string;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

export type StaticServerResult =
  | { readonly kind: "listening"; readonly server: StaticServer }
  | {
      readonly kind: "no-port";
      readonly firstPort: number;
      readonly lastPort: number;
      readonly reason: string;
    };

/** Only this machine can reach the server: there is no login. */
const LOOPBACK_HOST = "127.0.0.1";
const PORTS_TRIED_MAX = 50;
const PORT_MAX = 65_535;
const HASHED_ASSET = /^\/assets\/.+-[\w-]{8}\.\w+$/;

/**
 * Starts the server on the first free port from `options.port` on. `GET /health` answers
 * `{"status":"ok","name":…,"version":…}`; everything else is a file or a 404.
 */
export async function startStaticServer(options: StaticServerOptions): Promise<StaticServerResult> {
  const firstPort = options.port;
  assert(Number.isInteger(firstPort) && firstPort >= 0 && firstPort <= PORT_MAX, "port is 0..65535");
  const http = createServer(requestHandler(options));
  const lastPort = firstPort === 0 ? 0 : Math.min(firstPort + PORTS_TRIED_MAX - 1, PORT_MAX);
  let reason = "";
  for (let port = firstPort; port <= lastPort; port++) {
    const refusal = await listen(http, port);
    if (refusal === undefined) return { kind: "listening", server: opened(http) };
    reason = refusal;
  }
  return { kind: "no-port", firstPort, lastPort, reason };
}

/**
 * The files of a folder for another server of ours: answers the request and says true, or touches nothing and says false. The
 * folder is read once.
 */
export function viewerFiles(
  dir: string,
): (req: IncomingMessage, res: ServerResponse, onPageOpened?: () => void) => boolean {
  const files = sirv(dir, { etag: true, setHeaders: setFileHeaders });
  return (req, res, onPageOpened) => {
    if (req.method !== "GET" && req.method !== "HEAD") return false;
    let isMissing = false;
    files(req, res, () => {
      isMissing = true;
    });
    if (!isMissing && req.method === "GET" && isPage(req.url)) onPageOpened?.();
    return !isMissing;
  };
}

function requestHandler(options: StaticServerOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const files = sirv(options.dir, { etag: true, setHeaders: setFileHeaders });
  const health = JSON.stringify({ status: "ok", name: options.name, version: options.version });
  return (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    if (req.url === "/health") {
      res.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(health);
      return;
    }
    if (req.method === "GET" && isPage(req.url)) options.onPageOpened?.();
    files(req, res, () => {
      res.writeHead(404, { "content-type": "text/plain;charset=utf-8" }).end("404: no such file\n");
    });
  };
}

function isPage(url = ""): boolean {
  const path = url.split("?", 1)[0];
  return path === "/" || path === "/index.html";
}

/** Files with a content hash in their name never change; everything else is asked for again, cheaply by its ETag. */
function setFileHeaders(res: ServerResponse, pathname: string): void {
  res.setHeader(
    "Cache-Control",
    HASHED_ASSET.test(pathname) ? "public,max-age=31536000,immutable" : "no-cache",
  );
  res.setHeader("X-Content-Type-Options", "nosniff");
}

/** Resolves to undefined once listening, or to the reason why this port cannot be had. */
function listen(http: Server, port: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      http.off("listening", onListening);
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(error.code);
      else reject(error);
    };
    const onListening = (): void => {
      http.off("error", onError);
      resolve(undefined);
    };
    http.once("error", onError);
    http.once("listening", onListening);
    http.listen(port, LOOPBACK_HOST);
  });
}

function opened(http: Server): StaticServer {
  const { port } = http.address() as AddressInfo;
  return {
    port,
    url: `http://${LOOPBACK_HOST}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
