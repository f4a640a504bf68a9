// Options of commands that serve the API, and what they come to: address, keys, certificate.
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Checked, InputProblem } from "../../scenarios/index.ts";
import type { ApiServerOptions } from "../../server/api/index.ts";
import type { CliContext } from "../context.ts";
import { portValue } from "../option-values.ts";

export interface ApiWords {
  readonly port: number;
  readonly host: string;
  readonly keys?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

export const apiPortDefault = 8420;

export function addApiOptions(command: Command, { text }: CliContext): Command {
  return command
    .option("--port <number>", text.serve.port, portValue, apiPortDefault)
    .option("--host <address>", text.serve.host, "127.0.0.1")
    .option("--keys <file>", text.serve.keys)
    .option("--tls-cert <file>", text.serve.tlsCert)
    .option("--tls-key <file>", text.serve.tlsKey);
}

/** Who may ask, and how; every fault of the words comes back. */
export async function apiAccess(
  { text }: CliContext,
  { host, keys, tlsCert, tlsKey }: ApiWords,
): Promise<Checked<Pick<ApiServerOptions, "access" | "tls">>> {
  const { isLoopback, readKeyFile } = await import("../../server/api/index.ts");
  const problems: InputProblem[] = [];
  const problem = (source: string, expected: string, found: string, advice?: string) => {
    problems.push({ source, path: "", expected, found, ...(advice === undefined ? {} : { advice }) });
  };
  const read = (option: string, file: string): string => {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      problem(
        `${option} ${file}`,
        text.serve.pemFile,
        error instanceof Error ? error.message : String(error),
      );
      return "";
    }
  };
  let access: ApiServerOptions["access"] = { kind: "open" };
  if (keys !== undefined) {
    const found = readKeyFile(keys);
    if (found.kind === "read" && found.keys.length > 0) access = { kind: "keys", keys: found.keys };
    else
      problem(
        `--keys ${keys}`,
        text.serve.keyFile,
        found.kind === "wrong" ? found.found : text.serve.noKeys,
        text.serve.makeKey(keys),
      );
  } else if (!isLoopback(host)) {
    problem(`--host ${host}`, text.serve.keysNeeded, text.serve.noKeys, text.serve.makeKey("keys.json"));
  }
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    problem("--tls-cert, --tls-key", text.serve.bothPem, text.serve.onlyOne);
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? {}
      : { tls: { cert: read("--tls-cert", tlsCert), key: read("--tls-key", tlsKey) } };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { access, ...tls } };
}
