// Listens to a fleet server: the site by request, then its picture, robots, alarms and orders as one stream of events.
import { type Observable, Subject } from "rxjs";
import {
  type LivePicture,
  PictureBook,
  pictureVersion,
  type SitePicture,
} from "../../../devices/picture/index.ts";
import type { BackOff } from "./back-off.ts";
import { readEvents, type ServerEvent } from "./event-reader.ts";
import { FeedLine } from "./feed-line.ts";
import { type FeedStatus, feedRobotsMax, type LiveFeed } from "./live-feed.ts";
import type { LiveSite } from "./live-site.ts";
import { RateMeter } from "./rate-meter.ts";
import { type Alarm, asSite, type RobotDetails } from "./server-answers.ts";
import type { ServerCall } from "./server-call.ts";
import { ServerRobot } from "./server-robot.ts";
import { siteOfPicture } from "./server-site.ts";

/** A stream says something every two seconds; one that is silent for so long is dead. */
const silentMsMax = 10_000;
const lookMs = 500;

export class ServerFeed implements LiveFeed {
  readonly kind = "server";
  generation = 0;
  robots: readonly ServerRobot[] = [];
  site: LiveSite | null = null;
  /** Alarms that hold, latest first. */
  alarms: readonly Alarm[] = [];
  totals: LivePicture["orders"] | null = null;
  /** An order was taken in, changed or ended. */
  readonly orders$ = new Subject<void>();
  private readonly changes = new Subject<void>();
  readonly changed$: Observable<void> = this.changes;
  private picture: SitePicture | null = null;
  private book = new PictureBook();
  private byName = new Map<string, ServerRobot>();
  private readonly rate = new RateMeter();
  private readonly line: FeedLine;
  private lookTimer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly call: ServerCall,
    private readonly now: () => number,
    backOff: BackOff,
  ) {
    this.line = new FeedLine({ now, backOff, begin: () => this.begin(), changed: () => this.changes.next() });
  }

  get address(): string {
    return this.call.url;
  }
  get status(): FeedStatus {
    return {
      ...this.line.status,
      messagesPerSecond: this.rate.perSecond(this.now()),
      leftOut: Math.max(0, (this.picture?.robots.length ?? 0) - this.robots.length),
      broker: this.book.last?.link ?? null,
    };
  }
  open(): void {
    this.line.open();
    this.lookTimer = setInterval(() => {
      for (const robot of this.robots) robot.look(this.now());
    }, lookMs);
  }
  close(): void {
    clearInterval(this.lookTimer);
    this.line.close();
    this.changes.complete();
    this.orders$.complete();
  }
  /** Also begins anew with another key or in another language. */
  retry(): void {
    this.line.retryNow();
  }

  private begin(): () => void {
    const abort = new AbortController();
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => this.line.lost("silent", ""), silentMsMax);
    };
    this.listen(abort.signal, alive).catch((error: unknown) => {
      if (!abort.signal.aborted)
        this.line.lost("unreachable", error instanceof Error ? error.message : String(error));
    });
    return () => {
      clearTimeout(watchdog);
      abort.abort();
    };
  }

  private async listen(signal: AbortSignal, alive: () => void): Promise<void> {
    const answer = await this.call.get<unknown>("/v1/site");
    if (signal.aborted) return;
    if (answer.kind === "unreachable") {
      this.line.lost("unreachable", answer.detail);
      return;
    }
    if (answer.kind === "refused") {
      this.refused(answer.status, answer.problem.title);
      return;
    }
    const site = asSite(answer.body);
    const read = site === null ? null : siteOfPicture(site);
    if (site === null || read === null) {
      this.line.lost("not-peakfleet", "/v1/site");
      return;
    }
    if (site.version !== pictureVersion) {
      this.line.stop("refused", "version", `${site.version}`);
      return;
    }
    this.takeSite(site, read);
    const { language, headers, url } = this.call;
    const path = `/v1/events?topics=picture,robots,alarms,orders&lang=${language}`;
    const response = await fetch(`${url}${path}`, {
      headers,
      signal,
      cache: "no-store",
      credentials: "omit",
    });
    if (!response.ok || response.body === null) {
      this.refused(response.status, `HTTP ${response.status}`);
      return;
    }
    this.alarms = [];
    for await (const event of readEvents(response.body, alive)) {
      if (signal.aborted) return;
      this.line.heard();
      this.rate.add(this.now());
      if (this.take(event) === "begin-again") {
        this.line.lost("closed", "");
        return;
      }
    }
    this.line.lost("closed", "");
  }
  private refused(status: number, detail: string): void {
    if (status === 401) this.line.stop("needs-key", "not-allowed", detail);
    else if (status === 403) this.line.stop("refused", "not-allowed", detail);
    else this.line.lost(status === 404 ? "not-peakfleet" : "answer", detail);
  }

  private takeSite(picture: SitePicture, site: LiveSite): void {
    const isSame = this.picture?.session === picture.session;
    this.picture = picture;
    this.book = new PictureBook();
    if (isSame) return;
    this.site = site;
    this.generation += 1;
    this.robots = picture.robots
      .slice(0, feedRobotsMax)
      .map(({ name, vda }) => new ServerRobot(name, vda, picture.mapId));
    this.byName = new Map(this.robots.map((robot) => [robot.name, robot]));
  }
  private take({ event, data }: ServerEvent): "begin-again" | "taken" {
    const body: unknown = JSON.parse(data);
    if (event === "picture") return this.takePicture(body as LivePicture);
    if (event === "robot") {
      const details = body as RobotDetails;
      const robot = this.byName.get(details.name);
      if (robot !== undefined) robot.details = details;
    } else if (event === "alarm") {
      const alarm = body as Alarm;
      const others = this.alarms.filter(({ id }) => id !== alarm.id);
      this.alarms = [alarm, ...others].sort((a, b) => b.since.localeCompare(a.since));
    } else if (event === "alarm-over") {
      const { id } = body as Pick<Alarm, "id">;
      this.alarms = this.alarms.filter((alarm) => alarm.id !== id);
    } else this.orders$.next();
    return "taken";
  }
  private takePicture(picture: LivePicture): "begin-again" | "taken" {
    const { session, reasons } = this.picture!;
    const isOther = picture.session !== session || this.book.take(picture) === "restarted";
    const knowsAll = picture.robots.every(([, , , , , reason]) => reason < reasons.length);
    if (isOther || !knowsAll) return "begin-again";
    const now = this.now();
    for (const row of picture.robots) {
      this.robots[row[0]]?.take(row, reasons, picture.nowMs - row[4], now);
    }
    for (const route of picture.routes) this.robots[route[0]]?.takeRoute(route);
    this.totals = picture.orders;
    if (this.line.status.phase !== "live") {
      this.line.connected();
      this.orders$.next();
    }
    return "taken";
  }
}
