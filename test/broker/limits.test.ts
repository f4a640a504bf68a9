import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PacketMeter } from "../../devices/broker/packet-meter.ts";
import { RateGate } from "../../devices/broker/rate-gate.ts";

describe("the rate gate", () => {
  it("lets a burst through and then one message per interval, in order", () => {
    const gate = new RateGate(100, 5);
    const waits = Array.from({ length: 10 }, () => gate.take(0));
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(waits.slice(5)).toEqual([10, 20, 30, 40, 50]);
    expect(gate.take(60)).toBe(0);
  });

  it("never lets more through in a second than the rate and the burst, whenever they come", () => {
    const gaps = fc.array(fc.nat(30), { minLength: 20, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (list) => {
        const gate = new RateGate(50, 10);
        let now = 0;
        const times = list.map((gap) => {
          now += gap;
          return now + gate.take(now);
        });
        expect([...times].sort((a, b) => a - b)).toEqual(times);
        for (const from of times) {
          expect(times.filter((time) => time >= from && time < from + 1000).length).toBeLessThanOrEqual(61);
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

describe("the packet meter", () => {
  const packet = (length: number) => {
    const header = [0x30];
    let rest = length;
    do {
      header.push((rest & 127) | (rest > 127 ? 128 : 0));
      rest >>= 7;
    } while (rest > 0);
    return new Uint8Array([...header, ...new Uint8Array(length)]);
  };

  it("follows packets however the stream is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(400), { maxLength: 8 }),
        fc.integer({ min: 1, max: 50 }),
        (lengths, piece) => {
          const bytes = new Uint8Array(lengths.flatMap((length) => [...packet(length)]));
          const accepts = (limit: number) => {
            const meter = new PacketMeter(limit);
            for (let at = 0; at < bytes.length; at += piece)
              if (!meter.accept(bytes.subarray(at, at + piece))) return false;
            return true;
          };
          const longest = Math.max(0, ...lengths);
          expect(accepts(longest)).toBe(true);
          if (longest > 0) expect(accepts(longest - 1)).toBe(false);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  it("knows a huge packet from its header, and a length that is none", () => {
    expect(new PacketMeter(1_000_000).accept(packet(10_000_000).subarray(0, 5))).toBe(false);
    expect(new PacketMeter(1_000_000).accept(new Uint8Array([0x30, 255, 255, 255, 255]))).toBe(false);
  });
});
