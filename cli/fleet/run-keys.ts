// `peakfleet keys`: makes, lists and revokes API keys in a file that `serve` reads.
import { dirname } from "node:path";
import type { ApiKeyEntry, Role } from "../../server/api/index.ts";
import type { CliContext } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { makeFolder } from "../output/make-folder.ts";
import { reportBadInput } from "../report/messages.ts";

/** What is to be done with the keys that there are: the keys as they shall be, what to say, and the new key. */
type Change =
  | {
      readonly kind: "write";
      readonly keys: readonly ApiKeyEntry[];
      readonly said: string;
      readonly key?: string;
    }
  | { readonly kind: "refused"; readonly expected: string; readonly found: string };

export async function addKey(context: CliContext, file: string, name: string, role: Role): Promise<ExitCode> {
  const { makeApiKey, keyNamePattern } = await import("../../server/api/index.ts");
  const { serve } = context.text;
  return change(context, file, (keys) => {
    if (!keyNamePattern.test(name)) return { kind: "refused", expected: serve.keyNameForm, found: name };
    if (keys.some((entry) => entry.name === name))
      return { kind: "refused", expected: serve.keyName, found: serve.keyTaken(name) };
    const { key, entry } = makeApiKey(name, role);
    return { kind: "write", keys: [...keys, entry], said: serve.keyMade(name, role, file), key };
  });
}

export async function revokeKey(context: CliContext, file: string, name: string): Promise<ExitCode> {
  const { serve } = context.text;
  return change(context, file, (keys) => {
    const left = keys.filter((entry) => entry.name !== name);
    return left.length === keys.length
      ? { kind: "refused", expected: serve.keyName, found: serve.keyUnknown(name) }
      : { kind: "write", keys: left, said: serve.keyGone(name) };
  });
}

export async function listKeys(context: CliContext, file: string): Promise<ExitCode> {
  const keys = await readKeys(context, file);
  if (keys === undefined) return ExitCode.badInput;
  for (const { name, role } of keys) context.out.write(`${name}\t${role}\n`);
  return ExitCode.done;
}

async function change(
  context: CliContext,
  file: string,
  decide: (keys: readonly ApiKeyEntry[]) => Change,
): Promise<ExitCode> {
  const { writeKeyFile } = await import("../../server/api/index.ts");
  const keys = await readKeys(context, file);
  if (keys === undefined) return ExitCode.badInput;
  const done = decide(keys);
  if (done.kind === "refused")
    return reportBadInput(context, [
      { source: `--keys ${file}`, path: "", expected: done.expected, found: done.found },
    ]);
  makeFolder(dirname(file));
  writeKeyFile(file, done.keys);
  context.err.write(`${done.said}\n`);
  if (done.key !== undefined) context.out.write(`${done.key}\n`);
  return ExitCode.done;
}

/** No file yet: no keys. Undefined: one that cannot be read, which has been said. */
async function readKeys(context: CliContext, file: string): Promise<readonly ApiKeyEntry[] | undefined> {
  const { readKeyFile } = await import("../../server/api/index.ts");
  const found = readKeyFile(file);
  if (found.kind === "read") return found.keys;
  if (found.kind === "missing") return [];
  reportBadInput(context, [
    { source: `--keys ${file}`, path: "", expected: context.text.serve.keyFile, found: found.found },
  ]);
  return undefined;
}
