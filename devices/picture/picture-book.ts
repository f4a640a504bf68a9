// The other end: puts the pictures that came together into what holds now.
import type { LivePicture, PictureRobot, PictureRoute } from "./live-picture.ts";
import { pictureVersion } from "./site-picture.ts";

export class PictureBook {
  readonly robots = new Map<number, PictureRobot>();
  readonly routes = new Map<number, PictureRoute>();
  last: LivePicture | null = null;

  /**
   * Takes the next picture of a stream. `restarted`: another session or version, so read the site again and take the stream from
   * its beginning; the book is empty then.
   */
  take(picture: LivePicture): "taken" | "restarted" {
    const isOther =
      picture.version !== pictureVersion || (this.last !== null && this.last.session !== picture.session);
    if (picture.full || isOther) {
      this.robots.clear();
      this.routes.clear();
    }
    if (isOther) {
      this.last = null;
      return "restarted";
    }
    for (const robot of picture.robots) this.robots.set(robot[0], robot);
    for (const route of picture.routes) this.routes.set(route[0], route);
    this.last = picture;
    return "taken";
  }
}
