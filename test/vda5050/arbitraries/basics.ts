// Numbers, names and records that random messages are made of.
import fc from "fast-check";
import { present } from "../../../devices/vda5050/codec/index.ts";
import type { VdaVersion } from "../../../devices/vda5050/model/index.ts";

export const id = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,12}$/);
export const text = fc.string({ maxLength: 20 });
/** JSON has no −0. */
export const metres = fc.double({ min: -500, max: 500, noNaN: true }).map((value) => value + 0);
export const positive = fc.double({ min: 0, max: 50, noNaN: true });
export const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }).map((value) => value + 0);
export const count = fc.nat(1_000_000);
export const share = fc.double({ min: 0, max: 1, noNaN: true });
export const timeMs = fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 });

/** Fields that may be missing are left out, as a reader leaves them out. */
export function record<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(fields as never).map((value) => present(value as object) as T);
}
export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
export const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength });
export const never = fc.constant(undefined);

/** Fields that exist in some releases only: may be missing where they exist, never there where they do not. */
export function fieldsOf(version: VdaVersion) {
  const three = version === "3.0";
  return {
    three,
    from3: <T>(arbitrary: fc.Arbitrary<T>) => (three ? maybe(arbitrary) : never),
    upTo21: <T>(arbitrary: fc.Arbitrary<T>) => (three ? never : maybe(arbitrary)),
    from21: <T>(arbitrary: fc.Arbitrary<T>) => (version === "2.0" ? never : maybe(arbitrary)),
  };
}
