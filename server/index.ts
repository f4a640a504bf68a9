// The door of the server room.
export * from "./static-server.ts";
