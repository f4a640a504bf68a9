// The floor of a scenario: generated from a few numbers, or a MovingAI map with placements.
import { z } from "zod";
import { count, nonNegative, positive } from "./fields.ts";

const cellPosition = z
  .tuple([z.int().min(0), z.int().min(0)])
  .meta({ description: "[column, row] of a cell, counted from 0; row 0 is north" });

const side = z.enum(["north", "east", "south", "west"]);

const racks = z
  .strictObject({
    levels: count.max(64).meta({ description: "places above each cell of a block" }),
    firstLevelMetres: positive.max(50).default(0.6).meta({ description: "height of the lowest place" }),
    levelMetres: positive.max(10).default(0.4).meta({ description: "height from one place to the next" }),
    climbers: count
      .max(1000)
      .default(2)
      .meta({ description: "robots that may climb one rack at a time; the others wait on the floor" }),
  })
  .meta({ description: "tall racks: each pod block is one, and robots climb to the totes in it" });

const generatedFloor = z.strictObject({
  kind: z.literal("generated"),
  blocks: z
    .strictObject({
      columns: count.max(1000).default(6).meta({ description: "pod blocks from west to east" }),
      rows: count.max(1000).default(8).meta({ description: "pod blocks from north to south" }),
      width: count.max(100).default(4).meta({ description: "pod places of a block from west to east" }),
      height: count
        .max(100)
        .default(2)
        .meta({ description: "pod places of a block from north to south; this or the width is at most 2" }),
    })
    .prefault({}),
  hallCells: count
    .max(100)
    .default(6)
    .meta({ description: "free cells between the ring road and the stations" }),
  ringLanes: count
    .max(8)
    .default(2)
    .meta({ description: "lanes of the ring road around the pod blocks; their directions alternate" }),
  queueCells: count.max(100).default(4).meta({ description: "cells of the queue of each station" }),
  pickSide: side.default("east").meta({ description: "side of the pick stations" }),
  replenishSide: side.default("west").meta({ description: "side of the replenishment stations" }),
  aisleDirection: z
    .enum(["one-way", "preferred", "two-way"])
    .default("preferred")
    .meta({ description: "how far the directions of aisles, ring road and hall bind" }),
  chargers: z
    .int()
    .min(0)
    .max(10_000)
    .default(8)
    .meta({ description: "chargers, on the sides without stations" }),
  racks: racks.optional(),
  zones: count.max(255).default(4).meta({ description: "slotting zones by distance to the pick stations" }),
  cellMetres: positive.default(1).meta({ description: "edge of a cell, metres" }),
});

const mapStation = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(["pick", "replenish"]),
  work: cellPosition.meta({ description: "cell where a pod is served" }),
  queue: z
    .array(cellPosition)
    .default([])
    .meta({ description: "queue cells, nearest to the work cell first" }),
});

const movingAiFloor = z.strictObject({
  kind: z.literal("movingai"),
  file: z.string().min(1).meta({ description: "a MovingAI .map file, relative to the scenario file" }),
  podAreas: z
    .array(z.strictObject({ from: cellPosition, to: cellPosition }))
    .min(1)
    .meta({
      description: "rectangles of cells, both corners included, in which every free cell is a pod place",
    }),
  stations: z.array(mapStation).min(1),
  chargers: z.array(cellPosition).default([]),
  zones: count.max(255).default(4).meta({ description: "slotting zones by distance to the pick stations" }),
  cellMetres: positive.default(1).meta({ description: "edge of a cell, metres" }),
});

const sorterFloor = z.strictObject({
  kind: z.literal("sorter"),
  chutes: z.strictObject({
    columns: count.max(500).meta({ description: "chutes from west to east; an aisle runs between any two" }),
    rows: count.max(500).meta({ description: "chutes from north to south" }),
    parcels: count
      .max(100_000)
      .default(40)
      .meta({ description: "parcels that the container beneath a chute holds" }),
    exchangeSeconds: nonNegative
      .max(36_000)
      .default(60)
      .meta({ description: "how long the exchange of a full container takes; the chute is shut meanwhile" }),
    placing: z
      .enum(["popular-near", "random"])
      .default("popular-near")
      .meta({ description: "destinations with most parcels get the chutes nearest to the inductions" }),
  }),
  hallCells: count
    .max(100)
    .default(4)
    .meta({ description: "free cells between the ring road and the inductions" }),
  ringLanes: count.max(8).default(2).meta({ description: "lanes of the ring road around the chutes" }),
  queueCells: count.max(100).default(4).meta({ description: "cells of the queue of each induction" }),
  aisleDirection: z
    .enum(["one-way", "preferred", "two-way"])
    .default("preferred")
    .meta({ description: "how far the directions of aisles, ring road and hall bind" }),
  chargers: z.int().min(0).max(10_000).default(8).meta({ description: "chargers, north and south" }),
  cellMetres: positive.default(1).meta({ description: "edge of a cell, metres" }),
});

export const floorSchema = z.discriminatedUnion("kind", [generatedFloor, movingAiFloor, sorterFloor]);
export type FloorSpec = z.output<typeof floorSchema>;
export type GeneratedFloorSpec = z.output<typeof generatedFloor>;
export type SorterFloorSpec = z.output<typeof sorterFloor>;
export type MovingAiFloorSpec = z.output<typeof movingAiFloor>;
