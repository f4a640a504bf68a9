// The profile of a robot as YAML that a fleet file refers to.
import type { ProbeReport } from "./model.ts";

/** Empty text: the robot's release is not known. */
export function profileText({ robot, version, profile, startedMs, results }: ProbeReport): string {
  if (version === null) return "";
  const reasons = new Map(
    results.flatMap((result) =>
      Object.keys(result.profile ?? {}).map((key) => [key, `${result.id}: ${result.found.en}`] as const),
    ),
  );
  const entries = Object.entries(profile).map(([key, value]) => {
    const why = reasons.get(key);
    return `  ${key}: ${JSON.stringify(value)}${why === undefined ? "" : ` # ${why.replaceAll("\n", " ")}`}`;
  });
  return [
    `# Robot profile, written by peakfleet probe on ${new Date(startedMs).toISOString().slice(0, 10)}.`,
    `# In a fleet file: { name: ${robot}, vda: "${version}", profileFile: <this file> }`,
    `robot: ${JSON.stringify(robot)}`,
    `vda: ${JSON.stringify(version)}`,
    ...(entries.length === 0 ? ["profile: {}"] : ["profile:", ...entries]),
    "",
  ].join("\n");
}
