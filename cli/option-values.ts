// Readers of option values: each turns the text after an option into a value or throws commander's InvalidArgumentError.
import { InvalidArgumentError } from "commander";

const SEED_MAX = 4_294_967_295;
const PORT_MAX = 65_535;
export const SEEDS_MAX = 1000;

export function seedValue(text: string): number {
  return integer(text, 0, SEED_MAX);
}

export function seedsValue(text: string): number {
  return integer(text, 1, SEEDS_MAX);
}

export function portValue(text: string): number {
  return integer(text, 0, PORT_MAX);
}

export function workersValue(text: string): number {
  return integer(text, 1, 256);
}

export function hoursValue(text: string): number {
  const hours = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(hours) || hours <= 0) {
    throw new InvalidArgumentError(`Expected a number of hours above 0; found ${JSON.stringify(text)}.`);
  }
  return hours;
}

export function stepsValue(text: string): number {
  return integer(text, 1, 1_000_000);
}

export function millisecondsValue(text: string): number {
  return integer(text, 0, 3_600_000);
}

export function iterationsValue(text: string): number {
  return integer(text, 0, 1_000_000_000);
}

export function megabytesValue(text: string): number {
  return integer(text, 1, 1_000_000);
}

/** Collects a repeatable option; what its values mean is checked with the scenario. */
export function repeated(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

/** `a,b,c`: at least two different names. */
export function strategiesValue(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.length < 2 || names.includes("") || new Set(names).size < names.length) {
    throw new InvalidArgumentError(
      `Expected at least two different strategies separated by commas; found ${JSON.stringify(text)}.`,
    );
  }
  return names;
}

function integer(text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new InvalidArgumentError(
      `Expected a whole number from ${min} to ${max}; found ${JSON.stringify(text)}.`,
    );
  }
  return value;
}
