// The fleet: who is there, what stands still and why, hold and resume.
import { z } from "zod";
import type { OperationAnswer, RobotOperation } from "./api-ports.ts";
import { alarmBodyOf } from "./order-wish.ts";
import { sitePicture } from "./picture-schemas.ts";
import { ApiProblem, languageOf } from "./problem.ts";
import { type Route, type RouteReply, route } from "./route.ts";
import { alarmList, fenceWord, operationDone, robotBody, robotList, stationList } from "./schemas.ts";

const byName = z.object({ name: z.string().min(1).max(128) });

function reply(answer: OperationAnswer, what: string): RouteReply {
  if (answer.kind === "done") return { status: 200, body: { status: "done" } };
  if (answer.kind === "unknown-robot") throw unknownRobot(what);
  if (answer.kind === "unsafe")
    throw new ApiProblem(
      "unavailable",
      [
        {
          where: "journal",
          expected: "a journal that takes records",
          found: "one that does not: it is done, and a restart would forget it",
          advice: "See to disk and journal, then ask again.",
        },
      ],
      { "retry-after": "5" },
    );
  if (answer.kind === "unknown-place")
    throw new ApiProblem("invalid-input", [
      {
        where: "body.places",
        expected: "names of places of this site",
        found: answer.name,
        advice: "Name nodes, stations (/v1/stations) or chargers.",
      },
    ]);
  const { reason: found, advice } = answer;
  throw new ApiProblem("refused", [{ where: what, expected: "a fleet that can do it now", found, advice }]);
}
function unknownRobot(name: string): ApiProblem {
  return new ApiProblem("not-found", [
    {
      where: "path name",
      expected: "the name of a robot",
      found: name,
      advice: "List robots at /v1/robots; a / in a name is written %2F.",
    },
  ]);
}

const operations: readonly (readonly [RobotOperation, string])[] = [
  ["hold", "Releases nothing new to the robot; it stops at the end of what it has been released"],
  ["resume", "Releases to the robot again"],
  ["charge", "Sends the robot to a charger when its work allows"],
  ["cancel", "Takes the robot's work away; what it has not loaded goes to others"],
  [
    "confirm",
    "A person has looked at the robot, and it may go on. Not a safety function: it clears no emergency stop",
  ],
  ["unfence", "The robot may take part again; of a silent one the fence ends by itself when it reports"],
];

export const fleetRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/v1/robots",
    operationId: "listRobots",
    summary: "All robots, with why each stands still",
    role: "read",
    answers: { 200: { description: "Robots", schema: robotList } },
    handle: ({ headers }, { fleet }) => ({
      status: 200,
      body: { robots: fleet.robots(languageOf(headers["accept-language"])) },
    }),
  }),
  route({
    method: "GET",
    path: "/v1/robots/{name}",
    operationId: "readRobot",
    summary: "One robot",
    role: "read",
    params: byName,
    answers: { 200: { description: "The robot", schema: robotBody } },
    problems: ["not-found"],
    handle: ({ params: { name }, headers }, { fleet }) => {
      const robot = fleet.robot(name, languageOf(headers["accept-language"]));
      if (robot === undefined) throw unknownRobot(name);
      return { status: 200, body: robot };
    },
  }),
  ...operations.map(([operation, summary]) =>
    route({
      method: "POST",
      path: `/v1/robots/{name}/${operation}`,
      operationId: `${operation}Robot`,
      summary,
      role: "operate",
      params: byName,
      answers: { 200: { description: "Done", schema: operationDone } },
      problems: ["not-found", "refused"],
      handle: async ({ params: { name }, headers }, { fleet }) =>
        reply(await fleet.operate(name, operation, languageOf(headers["accept-language"])), name),
    }),
  ),
  route({
    method: "POST",
    path: "/v1/robots/{name}/fence",
    operationId: "fenceRobot",
    summary:
      "Others do not wait for the robot and drive around what it may touch: it is silent, or taken off the floor. Its places are to be named when it has not told where it stands",
    role: "operate",
    params: byName,
    body: fenceWord.optional(),
    answers: { 200: { description: "Done", schema: operationDone } },
    problems: ["not-found", "refused"],
    handle: async ({ params: { name }, body, headers }, { fleet }) =>
      reply(await fleet.operate(name, "fence", languageOf(headers["accept-language"]), body?.places), name),
  }),
  ...(["hold", "resume"] as const).map((operation) =>
    route({
      method: "POST",
      path: `/v1/fleet/${operation}`,
      operationId: `${operation}Fleet`,
      summary: operation === "hold" ? "Releases nothing new to any robot" : "Releases to all robots again",
      role: "operate",
      answers: { 200: { description: "Done", schema: operationDone } },
      problems: ["refused"],
      handle: async ({ headers }, { fleet }) =>
        reply(await fleet.operateAll(operation, languageOf(headers["accept-language"])), "fleet"),
    }),
  ),
  route({
    method: "GET",
    path: "/v1/stations",
    operationId: "listStations",
    summary: "Stations and places that transport orders may name",
    role: "read",
    answers: { 200: { description: "Stations", schema: stationList } },
    handle: (_, { fleet }) => ({ status: 200, body: { stations: fleet.stations() } }),
  }),
  route({
    method: "GET",
    path: "/v1/alarms",
    operationId: "listAlarms",
    summary: "What is wrong now, and what to do",
    role: "read",
    answers: { 200: { description: "Alarms", schema: alarmList } },
    handle: ({ headers }, { fleet }) => ({
      status: 200,
      body: { alarms: fleet.alarms(languageOf(headers["accept-language"])).map(alarmBodyOf) },
    }),
  }),
  route({
    method: "GET",
    path: "/v1/site",
    operationId: "readSite",
    summary:
      "What of the site stands still: floor, stations, chargers, robots' names, words for what they do",
    role: "read",
    answers: {
      200: { description: "The site, to draw pictures of the event stream on", schema: sitePicture },
    },
    handle: ({ headers }, { fleet }) => ({
      status: 200,
      body: fleet.site(languageOf(headers["accept-language"])),
    }),
  }),
];
