// A robot's profile in a file of its own, as `peakfleet probe` writes it.
import { z } from "zod";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import type { Checked } from "../load/problem.ts";
import { yamlProblems } from "../load/yaml-problems.ts";
import { parseYaml } from "../load/yaml-source.ts";

export const profileSchema = z.strictObject({
  versionText: z.string().min(1).optional(),
  interfaceName: z.string().min(1).optional(),
  instantActionsKey: z.enum(["actions", "instantActions", "both"]).optional(),
  stitchingActions: z.enum(["with", "without"]).optional(),
  updates: z.enum(["stitch", "new-order"]).optional(),
  chargeScale: z.enum(["percent", "fraction"]).optional(),
  maps: z.enum(["manage", "check", "ignore"]).optional(),
  zoneSets: z.enum(["manage", "none"]).optional(),
});
const profileFileSchema = z.strictObject({
  /** The robot that was tried; others of its type may use the file too. */
  robot: z.string().min(1),
  vda: z.enum(vdaVersions),
  profile: profileSchema,
});
export type ProfileFile = z.infer<typeof profileFileSchema>;

/** Parses a profile file; every field that is wrong comes back with its line. */
export function readProfileFile(text: string, source: string): Checked<ProfileFile> {
  const parsed = parseYaml(text, source);
  if (!parsed.ok) return parsed;
  const result = profileFileSchema.safeParse(parsed.value.data);
  if (result.success) return { ok: true, value: result.data };
  const field = "a field of a profile file (docs/probe.md)";
  return { ok: false, problems: yamlProblems(result.error.issues, parsed.value, field) };
}
