// The page on a running fleet: its connection on the left, the floor and its clock in the middle, on the right who needs
// somebody, alarms, orders and robots.
import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { render } from "solid-js/web";
import { Activity } from "../../../sim/model/index.ts";
import { formatNumber, formatTime, text } from "../i18n/index.ts";
import { liveText } from "../i18n/live-text.ts";
import type { LiveAddress } from "../live/live-address.ts";
import { ServerFeed } from "../live/server-feed.ts";
import { FileDrop } from "../panels/file-drop.tsx";
import { FloorPane, type PaneWords } from "../panels/floor-pane.tsx";
import { HelpDialog } from "../panels/help-dialog.tsx";
import { IconButton } from "../panels/icon-button.tsx";
import { Legend } from "../panels/legend.tsx";
import { RobotCard } from "../panels/robot-card.tsx";
import { RobotTable } from "../panels/robot-table.tsx";
import { TopBar } from "../panels/top-bar.tsx";
import { listenForKeys } from "../state/keys.ts";
import { createLiveState, type LiveState } from "../state/live-state.ts";
import { AlarmPanel } from "./alarm-panel.tsx";
import { type Ask, AskDialog } from "./ask.tsx";
import { ConnectionPanel } from "./connection-panel.tsx";
import { HealthTable } from "./health-table.tsx";
import { LiveBanner, LiveWaiting } from "./live-banner.tsx";
import { LiveBar } from "./live-bar.tsx";
import { OrderPanel } from "./order-panel.tsx";
import { FleetActions, RobotActions } from "./robot-actions.tsx";
import { SitePanel } from "./site-panel.tsx";
import { StandingPanel } from "./standing-panel.tsx";
import "../styles/live.css";

/** Opens the page on a fleet; the answer closes it. */
export function openLivePage(address: LiveAddress, root: HTMLElement): () => void {
  const app = createLiveState(address);
  return render(() => <LivePage app={app} />, root);
}

export function LivePage(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const [setupOpen, setSetupOpen] = createSignal(false);
  let help: HTMLDialogElement | undefined;
  let askNow: Ask = () => {};
  const ask: Ask = (question) => askNow(question);
  const toggleTheme = () => app.setTheme(app.theme() === "dark" ? "light" : "dark");
  const toggleHelp = () => (help?.open ? help.close() : help?.showModal());
  const showConnection = () => {
    setSetupOpen(true);
    document.querySelector<HTMLElement>("#api-key, #broker-user")?.focus();
  };
  onMount(() => {
    app.start();
    const stop = listenForKeys(window, app, {
      help: toggleHelp,
      theme: toggleTheme,
      escape: () => setSetupOpen(false),
      now: () => app.goLive(),
    });
    onCleanup(() => {
      stop();
      app.dispose();
    });
  });
  const server = app.feed instanceof ServerFeed ? app.feed : null;

  return (
    <div class="page live-page" classList={{ "setup-open": setupOpen() }}>
      <TopBar
        tagline={liveText().tagline}
        theme={app.theme()}
        setupLabel={liveText().connection.title}
        onSetup={() => setSetupOpen(!setupOpen())}
        onLanguage={() => app.toggleLanguage()}
        onTheme={toggleTheme}
        onHelp={toggleHelp}
      />
      <aside class="rail" aria-label={liveText().connection.title}>
        <span class="rail-close">
          <IconButton icon="close" label={text().setup.close} key="Esc" onPress={() => setSetupOpen(false)} />
        </span>
        <ConnectionPanel app={app} />
        <Show when={server !== null}>
          <FleetActions app={app} ask={ask} />
        </Show>
        <SitePanel app={app} />
        <Legend theme={app.theme()} of="fleet" />
        <a class="link-button" href={`?lang=${text().languageName === "English" ? "en" : "zh"}&scenario=`}>
          {liveText().connection.simulate}
        </a>
      </aside>
      <main class="centre">
        <section class="floors">
          <Floor app={app} />
          <LiveWaiting app={app} />
          <LiveBanner app={app} onConnection={showConnection} />
        </section>
        <LiveBar app={app} />
      </main>
      <aside class="results">
        <RobotCard app={app}>
          <Show when={server !== null}>
            <RobotActions app={app} ask={ask} />
          </Show>
        </RobotCard>
        <StandingPanel app={app} />
        <Show when={server}>{(feed) => <AlarmPanel app={app} feed={feed()} />}</Show>
        <Show when={server !== null}>
          <OrderPanel app={app} ask={ask} />
        </Show>
        <HealthTable app={app} />
        <RobotTable app={app} />
      </aside>
      <FileDrop app={app} hint={liveText().site.drop} />
      <AskDialog
        ref={(asks) => {
          askNow = asks;
        }}
      />
      <HelpDialog
        rows={liveText().help}
        about={liveText().helpAbout}
        ref={(dialog) => {
          help = dialog;
        }}
      />
    </div>
  );
}

function Floor(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const panes = createMemo(() => app.playback()?.panes ?? []);
  const counts = () => {
    app.pulse();
    const { robots } = app.feed;
    return {
      all: robots.length,
      driving: robots.filter(({ activity }) => activity === Activity.driving).length,
      look: robots.filter(({ standing }) => standing.needsLook).length,
    };
  };
  const words: PaneWords = {
    get caption() {
      return app.feed.address;
    },
    get figure() {
      return liveText().floor.robots(formatNumber(counts().all), formatNumber(counts().look));
    },
    get label() {
      return liveText().floor.label(app.feed.address);
    },
    summary: () => {
      const { facts, shownStep } = app.view();
      const clock = formatTime((facts?.startLocalSeconds ?? 0) + shownStep * (facts?.stepSeconds ?? 0));
      const { all, driving, look } = counts();
      return liveText().floor.summary(clock, all, driving, look);
    },
  };
  return (
    <For each={panes()}>
      {(pane) => (
        <div class="pane-slot">
          <FloorPane app={app} pane={pane} index={0} words={words} />
        </div>
      )}
    </For>
  );
}
