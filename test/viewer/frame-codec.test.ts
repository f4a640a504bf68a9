import fc from "fast-check";
import { expect, test } from "vitest";
import { type Frame, frameVersion } from "../../sim/model/index.ts";
import {
  activityOf,
  chargePercentOf,
  frameLayout,
  frameStep,
  headingOf,
  packFrame,
  podCellOf,
  podLevelOf,
  stationOpenOf,
  stationQueueOf,
  stationSlotsUsedOf,
  stationTroubleOf,
} from "../../viewer/src/protocol/frame-codec.ts";

const cell = fc.integer({ min: 0, max: 1 << 24 });
const idOrNone = fc.integer({ min: -1, max: 100_000 });
const frames: fc.Arbitrary<Frame> = fc
  .record({
    robots: fc.array(fc.tuple(cell, fc.nat(3), fc.nat(7), idOrNone, cell, fc.nat(100)), { maxLength: 8 }),
    pods: fc.array(idOrNone, { maxLength: 8 }),
    stations: fc.array(fc.tuple(fc.nat(1), fc.nat(0x1fff), fc.nat(0x7fff), fc.nat(2)), { maxLength: 4 }),
    chutes: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }),
    step: fc.nat(),
  })
  .map(({ robots, pods, stations, chutes, step }) => ({
    version: frameVersion,
    step,
    robotCell: Int32Array.from(robots, (robot) => robot[0]),
    robotHeading: Uint8Array.from(robots, (robot) => robot[1]),
    robotActivity: Uint8Array.from(robots, (robot) => robot[2]),
    robotPod: Int32Array.from(robots, (robot) => robot[3]),
    robotGoal: Int32Array.from(robots, (robot) => robot[4]),
    robotChargePercent: Uint8Array.from(robots, (robot) => robot[5]),
    podCell: Int32Array.from(pods),
    podLevel: Uint8Array.from(pods, (cell) => (cell < 0 ? 0 : cell % 64)),
    chuteFill: Uint8Array.from(chutes),
    stationOpen: Uint8Array.from(stations, (station) => station[0]),
    stationQueue: Int32Array.from(stations, (station) => station[1]),
    stationSlotsUsed: Int32Array.from(stations, (station) => station[2]),
    stationTrouble: Uint8Array.from(stations, (station) => station[3]),
  }));

test("a packed frame says what the frame said, wherever it lies in the buffer", () => {
  fc.assert(
    fc.property(frames, fc.nat(50), (frame, offset) => {
      const layout = frameLayout({
        robots: frame.robotCell.length,
        pods: frame.podCell.length,
        chutes: frame.chuteFill.length,
        stations: frame.stationOpen.length,
      });
      const buffer = new Int32Array(offset + layout.words);
      packFrame(frame, layout, buffer, offset, (robot, words, reasonAt, valuesAt) => {
        words[reasonAt] = robot + 1;
        words.set([robot, -robot, 7], valuesAt);
      });
      const packed = buffer.subarray(offset);
      const robots = (at: number) => packed.subarray(at, at + layout.robots);
      const states = robots(layout.robotState);
      const stations = packed.subarray(layout.stationState, layout.stationState + layout.stations);
      expect(frameStep(packed)).toBe(frame.step);
      expect(robots(layout.robotCell)).toEqual(frame.robotCell);
      expect(robots(layout.robotPod)).toEqual(frame.robotPod);
      expect(robots(layout.robotGoal)).toEqual(frame.robotGoal);
      expect(Uint8Array.from(states, headingOf)).toEqual(frame.robotHeading);
      expect(Uint8Array.from(states, activityOf)).toEqual(frame.robotActivity);
      expect(Uint8Array.from(states, chargePercentOf)).toEqual(frame.robotChargePercent);
      expect([...robots(layout.robotReason)]).toEqual([...frame.robotCell].map((_, robot) => robot + 1));
      expect([...packed.subarray(layout.reasonValues, layout.podPlace)]).toEqual(
        [...frame.robotCell].flatMap((_, robot) => [robot, 0 - robot, 7]),
      );
      const places = packed.subarray(layout.podPlace, layout.podPlace + layout.pods);
      expect(places.map(podCellOf)).toEqual(frame.podCell);
      expect(Uint8Array.from(places, (place) => Math.max(0, podLevelOf(place)))).toEqual(frame.podLevel);
      const fills = packed.subarray(layout.chuteFill, layout.words);
      expect(Uint8Array.from(fills)).toEqual(frame.chuteFill);
      expect(Uint8Array.from(stations, (state) => (stationOpenOf(state) ? 1 : 0))).toEqual(frame.stationOpen);
      expect(Int32Array.from(stations, stationQueueOf)).toEqual(frame.stationQueue);
      expect(Int32Array.from(stations, stationSlotsUsedOf)).toEqual(frame.stationSlotsUsed);
      expect(Uint8Array.from(stations, stationTroubleOf)).toEqual(frame.stationTrouble);
    }),
  );
});
