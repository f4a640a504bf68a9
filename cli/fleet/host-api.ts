// API and viewer on a live fleet: listens, says where, and takes new keys when their file changes.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ApiServer, ApiServerOptions } from "../../server/api/index.ts";
import type { FleetService } from "../../server/live/index.ts";
import type { CliContext } from "../context.ts";
import type { ApiWords } from "./api-words.ts";

export interface HostedApi {
  readonly url: string;
  close(): Promise<void>;
}

const keysLookMs = 2_000;

/** Undefined: cannot listen, and has said why. */
export async function hostApi(
  context: CliContext,
  service: FleetService,
  words: ApiWords,
  access: Pick<ApiServerOptions, "access" | "tls">,
): Promise<HostedApi | undefined> {
  const { err, text, colors, viewerDir, version } = context;
  const { createApiServer } = await import("../../server/api/index.ts");
  const hasViewer = existsSync(join(viewerDir, "index.html"));
  const api = createApiServer(service.ports, {
    ...access,
    version,
    ...(hasViewer ? { viewerDir } : {}),
  });
  let url: string;
  try {
    url = await api.listen({ host: words.host, port: words.port });
  } catch (error) {
    await api.close();
    const why = error instanceof Error ? error.message : String(error);
    err.write(`${text.serve.cannotListen(words.host, words.port, why)}\n`);
    return undefined;
  }
  if (hasViewer)
    err.write(`${text.serve.viewer(colors.underline(`${url}/?live&lang=${context.language}`))}\n`);
  else err.write(`${text.viewerMissing(viewerDir)}\n`);
  err.write(`${text.serve.api(url)}\n`);
  err.write(`${access.access.kind === "open" ? text.serve.openAccess : text.serve.keyed(words.keys!)}\n`);
  const watching = words.keys === undefined ? undefined : watchKeys(context, api, words.keys);
  return {
    url,
    close: async () => {
      clearInterval(watching);
      await api.close();
    },
  };
}

/** A revoked key ends within two seconds; a file that cannot be read changes nothing. */
function watchKeys({ err, text }: CliContext, api: ApiServer, file: string): ReturnType<typeof setInterval> {
  let seenMs = statSync(file).mtimeMs;
  return setInterval(async () => {
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? seenMs;
    if (changedMs === seenMs) return;
    seenMs = changedMs;
    const { readKeyFile } = await import("../../server/api/index.ts");
    const found = readKeyFile(file);
    if (found.kind === "read") api.setKeys(found.keys);
    err.write(
      `${found.kind === "read" ? text.serve.keysRead(found.keys.length) : text.serve.keysOdd(file)}\n`,
    );
  }, keysLookMs);
}
