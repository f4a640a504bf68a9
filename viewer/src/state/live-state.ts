// The state of a page that watches a running fleet: its feed, the one floor on which it is drawn, the clock over the last
// minutes, and how it is looked at. What may be done to the fleet is in operator-state.ts.
import { auditTime, merge, Subject } from "rxjs";
import { batch, createMemo, createSignal } from "solid-js";
import { language, preferredLanguage, setLanguage } from "../i18n/index.ts";
import { BackOff } from "../live/back-off.ts";
import { BrokerFeed } from "../live/broker-feed.ts";
import { FloorKeeper } from "../live/floor-keeper.ts";
import type { LiveAddress } from "../live/live-address.ts";
import type { LiveFeed, LiveRobot } from "../live/live-feed.ts";
import { liveStepMs } from "../live/live-run-source.ts";
import type { LiveSite } from "../live/live-site.ts";
import { openMqttListener } from "../live/mqtt-listener.ts";
import { ServerCall } from "../live/server-call.ts";
import { ServerFeed } from "../live/server-feed.ts";
import type { LivePlayback } from "../run/live-playback.ts";
import type { FileProblem, ThemeName } from "./app-state.ts";
import { readLiveLook, writeLiveLook } from "./live-view.ts";
import { createOperatorState, type OperatorState } from "./operator-state.ts";
import { emptyView, type RunView, viewOf } from "./run-view.ts";
import type { Stage } from "./stage.ts";
import type { LayerName } from "./url-state.ts";
import type { WatchState } from "./watch-state.ts";

const panelMilliseconds = 160;
/** Ages and rates go on without any news. */
const pulseMilliseconds = 500;
const siteBytesMax = 64 << 20;

export type LiveState = ReturnType<typeof createLiveState>;

interface DroppedSites {
  readonly file: string;
  readonly sites: readonly LiveSite[];
}
function siteFor(sites: readonly LiveSite[], mapId: string): LiveSite | undefined {
  return sites.find((site) => site.mapId === mapId) ?? sites[0];
}

export interface FeedMakers {
  readonly broker: (url: string, interfaces: readonly string[]) => BrokerFeed;
  readonly server: (call: ServerCall) => ServerFeed;
}
const realFeeds: FeedMakers = {
  broker: (url, interfaces) => new BrokerFeed(url, interfaces, openMqttListener),
  server: (call) => new ServerFeed(call, Date.now, new BackOff()),
};

export function createLiveState(address: LiveAddress, page: Window = window, makers: FeedMakers = realFeeds) {
  const first = readLiveLook(page.location.search);
  setLanguage(first.language ?? preferredLanguage(page.navigator.languages ?? []));
  const [spoken, setSpoken] = createSignal(first.language);
  const [worn, setWorn] = createSignal(first.theme);
  const dark = page.matchMedia?.("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const theme = createMemo((): ThemeName => worn() ?? dark);
  page.document.documentElement.dataset.theme = theme();
  const [layers, setLayers] = createSignal<readonly LayerName[]>(first.layers);
  const [view, setView] = createSignal<RunView>(emptyView);
  const [playback, setPlayback] = createSignal<LivePlayback | null>(null);
  const [stage, setStage] = createSignal<Stage | null>(null);
  const [selection, setSelection] = createSignal({ robot: -1, following: false });
  const [pulse, setPulse] = createSignal(0);
  const [mapId, setMapId] = createSignal(first.mapId);
  const [dropped, setDropped] = createSignal<DroppedSites | null>(null);
  const [fileProblem, setFileProblem] = createSignal<FileProblem | null>(null);

  const call = address.kind === "server" ? new ServerCall(address.url) : null;
  if (call !== null) call.language = language();
  const feed: LiveFeed =
    call === null
      ? makers.broker(address.url, address.kind === "broker" ? address.interfaces : [])
      : makers.server(call);
  const operator: OperatorState | null =
    call !== null && feed instanceof ServerFeed ? createOperatorState(call, feed) : null;

  const changed$ = new Subject<void>();
  const subscriptions = [
    changed$.pipe(auditTime(panelMilliseconds)).subscribe(() => refresh()),
    changed$.pipe(auditTime(2 * panelMilliseconds)).subscribe(() => writeAddress()),
    merge(feed.changed$).subscribe(() => setPulse((count) => count + 1)),
  ];
  const keeper = new FloorKeeper(feed, {
    site: () => siteFor(dropped()?.sites ?? [], mapId()) ?? feed.site,
    mapId,
    changed: () => changed$.next(),
    framed: (next, opened) => {
      const wanted = wantedRobot;
      batch(() => {
        setPlayback(next);
        setStage(opened);
      });
      if (wanted !== null) selectWanted(wanted);
      selectionChanged();
    },
    selectionChanged: () => selectionChanged(),
  });
  /** A robot that the address names, until it has been seen. */
  let wantedRobot: { name: string; following: boolean } | null =
    first.robot === "" ? null : { name: first.robot, following: first.following };
  let frameRequest = 0;
  let lastFrameAt = 0;
  let pulseTimer: ReturnType<typeof setInterval> | undefined;

  function start(): void {
    feed.open();
    operator?.start();
    pulseTimer = setInterval(() => {
      keeper.look();
      if (wantedRobot !== null) selectWanted(wantedRobot);
      setPulse((count) => count + 1);
    }, pulseMilliseconds);
    lastFrameAt = page.performance.now();
    frameRequest = page.requestAnimationFrame(onFrame);
  }
  function onFrame(now: number): void {
    frameRequest = page.requestAnimationFrame(onFrame);
    const moved = playback()?.tick(now - lastFrameAt) ?? false;
    lastFrameAt = now;
    stage()?.paint(moved ? "changed" : "unchanged");
    if (moved) changed$.next();
  }
  function refresh(): void {
    const current = playback();
    if (current === null) return;
    const newest = current.panes[0]?.ring?.lastStep ?? 0;
    setView({ ...viewOf(current, 1), computedStep: newest, ended: false });
  }
  function selectionChanged(): void {
    const current = stage();
    setSelection({ robot: current?.selected ?? -1, following: current?.following ?? false });
    changed$.next();
  }
  function selectWanted({ name, following }: { name: string; following: boolean }): void {
    const robot = feed.robots.findIndex((known) => known.name === name);
    if (robot < 0 || stage() === null) return;
    wantedRobot = null;
    stage()!.select(robot);
    if (following) stage()!.follow("on");
  }
  function writeAddress(): void {
    const { robot, following } = selection();
    const name = feed.robots[robot]?.name ?? wantedRobot?.name ?? "";
    const look = {
      language: spoken(),
      theme: worn(),
      layers: layers(),
      robot: name,
      following,
      mapId: mapId(),
    };
    const query = `?${writeLiveLook(address, look, page.location.origin)}`;
    if (query !== page.location.search) page.history.replaceState(null, "", query);
  }
  function withPlayback(act: (current: LivePlayback) => void): void {
    const current = playback();
    if (current === null || current.clock === null) return;
    act(current);
    current.tick(0);
    stage()?.touch();
    refresh();
    changed$.next();
  }

  const watch: WatchState = {
    view,
    playback,
    stage,
    selection,
    theme,
    layers,
    setTheme(next) {
      page.document.documentElement.dataset.theme = next;
      setWorn(next);
      changed$.next();
    },
    toggleLayer(layer) {
      setLayers((now) => (now.includes(layer) ? now.filter((name) => name !== layer) : [...now, layer]));
      stage()?.touch();
      changed$.next();
    },
    toggleLanguage() {
      const next = language() === "en" ? "zh" : "en";
      setLanguage(next);
      setSpoken(next);
      operator?.speak(next);
      changed$.next();
    },
    selectNext(places) {
      const count = feed.robots.length;
      const now = stage()?.selected ?? -1;
      if (count > 0) stage()?.select((now + places + (now < 0 && places < 0 ? 1 : 0) + count) % count);
    },
    togglePlay: () => withPlayback((current) => current.togglePlay()),
    stepBy: (steps) =>
      withPlayback((current) => {
        const target = current.clock!.stepBy(steps);
        current.seek(target);
      }),
    seek: (step) => withPlayback((current) => current.seek(step)),
    changeSpeed: (places) => withPlayback((current) => current.clock!.changeSpeed(places)),
  };
  return {
    ...watch,
    address,
    feed,
    operator,
    start,
    /** Grows a few times a second: ages, rates and reasons are read anew. */
    pulse,
    now: () => Date.now(),
    robot: (index: number): LiveRobot | undefined => {
      pulse();
      return feed.robots[index];
    },
    /** Whether anything has come of the fleet yet: until then an empty list says nothing. */
    isKnown: () => {
      pulse();
      return feed.status.phase === "live" || feed.robots.length > 0;
    },
    isLive: () => {
      view();
      return playback()?.isLive ?? true;
    },
    goLive: () => withPlayback((current) => current.goLive()),
    stepsPerMinute: 60_000 / liveStepMs,
    mapId,
    /** Maps on which robots say they are, the one with most robots first. */
    maps: createMemo(() => {
      pulse();
      return keeper.maps();
    }),
    chooseMap(next: string): void {
      setMapId(next);
      keeper.frame();
    },
    logIn(user: string, password: string): void {
      if (feed instanceof BrokerFeed) feed.logIn({ user, password });
    },
    /** The file that the floor comes from, where somebody has dropped one. */
    dropped,
    forgetSite(): void {
      setDropped(null);
      keeper.frame();
    },
    fileProblem,
    dismissFileProblem: () => setFileProblem(null),
    /** A fleet file or a layout: the floor under the robots. */
    async openFiles([file]: readonly File[]): Promise<void> {
      setFileProblem(null);
      if (file === undefined) return;
      if (file.size > siteBytesMax) {
        setFileProblem({
          file: file.name,
          lost: "all",
          lines: () => [`${file.name}: expected at most ${siteBytesMax} bytes; found ${file.size}`],
        });
        return;
      }
      const { readSiteFile } = await import("../live/site-file.ts");
      const read = readSiteFile(file.name, await file.text());
      if (read.kind === "bad") setFileProblem({ file: file.name, lost: "all", lines: () => read.lines });
      else {
        setDropped({ file: file.name, sites: read.sites });
        keeper.frame();
      }
    },
    dispose(): void {
      page.cancelAnimationFrame(frameRequest);
      clearInterval(pulseTimer);
      keeper.close();
      operator?.close();
      feed.close();
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}
