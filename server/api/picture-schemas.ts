// The live picture's bodies for the OpenAPI document and the tests: the same shapes as in devices/picture.
import { z } from "zod";
import {
  cellLetters,
  type LivePicture,
  pictureVersion,
  type SitePicture,
} from "../../devices/picture/index.ts";

const place = z.object({ name: z.string(), kind: z.string(), x: z.number(), y: z.number() });
const version = z.literal(pictureVersion);
const session = z.string().meta({ description: "Another one than before: read /v1/site again." });

export const sitePicture = z
  .object({
    version,
    session,
    mapId: z.string(),
    grid: z
      .object({
        width: z.int(),
        height: z.int(),
        cellMetres: z.number(),
        rows: z.array(z.string().regex(new RegExp(`^[${cellLetters}]+$`))).meta({
          description:
            "North first, one letter per cell: # blocked, . aisle, p pod place, w work cell, q queue, c charger. The south-west corner is (0, 0); x east, y north, metres.",
        }),
      })
      .optional(),
    roads: z
      .object({
        nodes: z.array(z.object({ id: z.string(), x: z.number(), y: z.number() })),
        edges: z.array(z.tuple([z.int(), z.int()])).meta({ description: "Indexes of nodes: from, to." }),
      })
      .optional(),
    stations: z.array(place),
    chargers: z.array(place),
    robots: z
      .array(z.object({ name: z.string(), vda: z.string(), length: z.number(), width: z.number() }))
      .meta({ description: "Pictures name a robot by its place in this list." }),
    reasons: z
      .array(z.object({ code: z.string(), message: z.string(), advice: z.string() }))
      .meta({ description: "Pictures name a reason by its place in this list." }),
  })
  .meta({ id: "Site" }) satisfies z.ZodType<SitePicture>;

const count = z.int().min(0);
export const livePicture = z
  .object({
    version,
    session,
    nowMs: z.number().meta({ description: "The session's clock: milliseconds, never jumps." }),
    full: z.boolean().meta({ description: "All robots and routes are here; otherwise those that changed." }),
    robots: z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.int()])).meta({
      description:
        "Robot, x mm, y mm, heading in thousandths of a radian, ms of the session at which it was there, reason, flags (1 loaded, 2 held, 4 standing, 8 charging, 16 offline, 32 unplaced), charge in percent or -1.",
    }),
    routes: z.array(z.tuple([z.int(), z.array(z.int()), z.tuple([z.int(), z.int()]).nullable()])).meta({
      description: "Robot; x, y, x, y … in mm, released and not driven yet; where it is bound for.",
    }),
    orders: z.object({ waiting: count, started: count, done: count, failed: count, cancelled: count }),
    link: z.object({ connected: z.boolean(), received: z.number(), sent: z.number() }),
    alarms: count,
  })
  .meta({ id: "LivePicture" }) satisfies z.ZodType<LivePicture>;
