// `peakfleet keys add|list|revoke`: who may use the API of `serve`.
import { Option } from "commander";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { addKey, listKeys, revokeKey } from "../fleet/run-keys.ts";

/** Each may do what those before it may. */
const roles = ["read", "operate", "admin"] as const;

export function addKeysCommand(kit: CommandKit): void {
  const { context, exit, program } = kit;
  const { serve: text, help } = context.text;
  const group = program.command("keys").description(text.keysCommand).helpOption("-h, --help", help.showHelp);
  const inner = { ...kit, program: group };
  addCommand(inner, "add", text.keysAdd, ["keys add warehouse-system --role operate --keys keys.json"])
    .argument("<name>", text.keyName)
    .requiredOption("--keys <file>", text.keyFileOption)
    .addOption(new Option("--role <role>", text.keyRole).choices(roles).default("read"))
    .action(async (name: string, words: { readonly keys: string; readonly role: (typeof roles)[number] }) => {
      exit(await addKey(context, words.keys, name, words.role));
    });
  addCommand(inner, "list", text.keysList, ["keys list --keys keys.json"])
    .requiredOption("--keys <file>", text.keyFileOption)
    .action(async (words: { readonly keys: string }) => {
      exit(await listKeys(context, words.keys));
    });
  addCommand(inner, "revoke", text.keysRevoke, ["keys revoke warehouse-system --keys keys.json"])
    .argument("<name>", text.keyName)
    .requiredOption("--keys <file>", text.keyFileOption)
    .action(async (name: string, words: { readonly keys: string }) => {
      exit(await revokeKey(context, words.keys, name));
    });
}
