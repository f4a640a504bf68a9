// What keeps a site whose traffic lets no robot leave from beginning: robots that cannot be believed to stand where they say.
import { describe, expect, it } from "vitest";
import { StartUp } from "../../devices/live/start-up.ts";

function lackOf(mapId: string, distrust: string | null) {
  const position = { x: 1, y: 1, theta: 0, mapId, localized: true };
  const link = { watch: { state: { position }, distrust }, isFree: true, released: [], place: () => {} };
  const map = {
    mapId: "hall",
    placeAt: () => 0,
    distanceToCentre: () => 0,
    node: () => ({ nodeId: "n0" }),
    headingOf: () => 0,
  };
  const { standing, lacks } = new StartUp([link] as never, { map } as never).advance(0);
  return { hasBegun: standing !== null, lack: lacks[0] };
}

describe("on roads nothing begins", () => {
  it("before every robot is on the site's map", () => {
    expect(lackOf("upstairs", null)).toEqual({ hasBegun: false, lack: { kind: "wrong-map" } });
    expect(lackOf("hall", null)).toEqual({ hasBegun: true, lack: null });
  });
  it("while a robot has reported what cannot be and nobody has looked", () => {
    expect(lackOf("hall", "jumped 9.0 m in 0.1 s")).toEqual({
      hasBegun: false,
      lack: { kind: "distrusted" },
    });
  });
});
