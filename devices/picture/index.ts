// The picture room's door: a live site as a browser draws it, the same words on both ends of the line.
export * from "./live-picture.ts";
export { type BoardRobot, PictureBoard } from "./picture-board.ts";
export { PictureBook } from "./picture-book.ts";
export * from "./site-picture.ts";
