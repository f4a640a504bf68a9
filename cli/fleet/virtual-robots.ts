// Virtual robots for the robots of a fleet file, on its ground.
import type { VirtualRobotOptions } from "../../devices/vda5050/index.ts";
import type { FleetFile } from "../../scenarios/node/index.ts";

/** The robots of a fleet file, spread over the places of its ground. */
export async function robotsOnGround({
  ground,
  mapId,
  robots,
}: FleetFile): Promise<readonly VirtualRobotOptions[]> {
  const { placeCentre, restPlaces, robotOutline } = await import("../../scenarios/node/index.ts");
  const places = restPlaces(ground);
  return robots.map(({ identity, profile }, i) => {
    const place = places[Math.floor((i * places.length) / robots.length)]!;
    const { front, back, left, right, speed } = robotOutline(ground, i);
    const { version, versionText } = profile;
    return {
      identity,
      version,
      ...(versionText === undefined ? {} : { versionText }),
      body: { length: front + back, width: left + right, maximumSpeed: speed },
      start: { ...placeCentre(ground, place), mapId },
    };
  });
}
