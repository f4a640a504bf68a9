// Strategies composed of rules: as a name that the address and the command line take, and as a file.
import type { Catalog, StrategyEntry } from "../protocol/messages.ts";

export interface Composition {
  readonly base: string;
  /** Decision → rule, where it differs from the base. */
  readonly changes: Readonly<Record<string, string>>;
}

/** `pod-match+pod-choice=age+nearest` → base and changes; a rule may hold a `+` of its own. */
export function parseComposition(name: string): Composition {
  const parts = name.split("+").reduce<string[]>((found, part) => {
    if (found.length <= 1 || part.includes("=")) found.push(part);
    else found[found.length - 1] += `+${part}`;
    return found;
  }, []);
  const changes = parts.slice(1).map((part) => {
    const equals = part.indexOf("=");
    return [part.slice(0, equals), part.slice(equals + 1)] as const;
  });
  return {
    base: parts[0] ?? "",
    changes: Object.fromEntries(changes.filter(([decision]) => decision !== "")),
  };
}

/** Leaves out what the base does anyway; decisions in the order of the catalogue. */
export function composedName({ base, changes }: Composition, catalog: Catalog): string {
  const rules = strategyOf(base, catalog)?.rules ?? {};
  const real = catalog.decisions
    .map(({ decision }) => [decision, changes[decision]] as const)
    .filter(([decision, rule]) => rule !== undefined && rule !== rules[decision]);
  return [base, ...real.map(([decision, rule]) => `${decision}=${rule}`)].join("+");
}

export function ruleOf(composition: Composition, decision: string, catalog: Catalog): string {
  return composition.changes[decision] ?? strategyOf(composition.base, catalog)?.rules[decision] ?? "";
}

/** Names of strategies as files take them. */
export const strategyNamePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A strategy file: `peakfleet compare … --strategies name.yaml` takes it. */
export function strategyYaml(name: string, composition: Composition, catalog: Catalog): string {
  const changed = composedName(composition, catalog);
  const lines = catalog.decisions.map(
    ({ decision }) => `  ${decision}: ${ruleOf(composition, decision, catalog)}`,
  );
  return [
    `# ${changed}`,
    `name: ${name}`,
    "summary:",
    `  en: Composed in the viewer from ${composition.base}.`,
    `  zh: 在查看器中由 ${composition.base} 组合而成。`,
    "rules:",
    ...lines,
    "",
  ].join("\n");
}

export function strategyOf(name: string, catalog: Catalog): StrategyEntry | undefined {
  return catalog.strategies.find((strategy) => strategy.name === name);
}
