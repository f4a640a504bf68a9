// How a robot is called: by its number in a simulation, by its own name in a running fleet.
import type { RunFacts } from "../protocol/messages.ts";

export function robotName(facts: RunFacts | null, robot: number): string {
  return facts?.live?.robotNames[robot] ?? String(robot);
}

/**
 * The robot that somebody means: its whole name, its serial, or the one robot whose name has the text in it or ends in the
 * number; −1: none, or several.
 */
export function robotByName(names: readonly string[], wanted: string): number {
  const text = wanted.toLowerCase();
  const serial = (name: string) => name.slice(name.indexOf("/") + 1);
  const matches: readonly ((name: string) => boolean)[] = [
    (name) => name === text || serial(name) === text,
    (name) => new RegExp(`(^|\\D)0*${/^\d+$/.test(text) ? text : "(?!)"}$`).test(name),
    (name) => name.includes(text),
  ];
  for (const fits of matches) {
    const found = [...names.keys()].filter((index) => fits(names[index]!.toLowerCase()));
    if (found.length === 1) return found[0]!;
  }
  return -1;
}
