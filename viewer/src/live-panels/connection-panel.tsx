// The line that the page listens on: what it is, how it is, what went wrong last, and the key or password that it asks for.
import { createSignal, Index, type JSX, Show } from "solid-js";
import { formatNumber } from "../i18n/index.ts";
import { clockOf, liveText, shortTime } from "../i18n/live-text.ts";
import type { FeedStatus } from "../live/live-feed.ts";
import type { LiveState } from "../state/live-state.ts";
import { ConnectForm } from "./connect-form.tsx";

export function ConnectionPanel(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const status = (): FeedStatus => {
    app.pulse();
    return app.feed.status;
  };
  const facts = (): readonly (readonly [name: string, value: string, id: string])[] => {
    const words = liveText().connection;
    const { lastMessageMs, messagesPerSecond, lastError, reconnects, broker } = status();
    const rows: (readonly [string, string, string])[] = [
      [
        words.lastMessage,
        lastMessageMs === null ? words.never : words.ago(shortTime(app.now() - lastMessageMs)),
        "last-message",
      ],
      [words.rate, formatNumber(messagesPerSecond, 1), "rate"],
    ];
    if (broker !== null) {
      const { connected, received, sent } = broker;
      const value = connected
        ? words.brokerConnected(formatNumber(received), formatNumber(sent))
        : words.brokerLost;
      rows.push([words.serverBroker, value, "server-broker"]);
    }
    if (reconnects > 0) rows.push([words.reconnects, words.times(reconnects), "reconnects"]);
    if (lastError !== null) {
      const detail = lastError.detail === "" ? "" : ` (${lastError.detail})`;
      rows.push([
        words.lastError,
        `${clockOf(lastError.atMs)} ${words.errors[lastError.code]}${detail}`,
        "last-error",
      ]);
    }
    return rows;
  };
  return (
    <section class="connection" aria-label={liveText().connection.title}>
      <h2>{liveText().connection.title}</h2>
      <p class={`phase phase-${status().phase}`} id="phase" data-phase={status().phase}>
        <i aria-hidden="true" />
        {liveText().connection.kind[app.feed.kind]}: {liveText().connection.phase[status().phase]}
      </p>
      <p class="address" data-fact="address">
        {app.feed.address}
      </p>
      <dl class="pairs">
        <Index each={facts()}>
          {(fact) => (
            <>
              <dt>{fact()[0]}</dt>
              <dd data-fact={fact()[2]}>{fact()[1]}</dd>
            </>
          )}
        </Index>
      </dl>
      <Show when={status().leftOut > 0}>
        <p class="note">{liveText().connection.leftOut(formatNumber(status().leftOut))}</p>
      </Show>
      <Show when={app.operator} fallback={<BrokerLogin app={app} asked={status().phase === "needs-key"} />}>
        <KeyForm app={app} asked={status().phase === "needs-key"} />
      </Show>
      <details>
        <summary>{liveText().connection.change}</summary>
        <ConnectForm />
      </details>
    </section>
  );
}

interface Asked {
  readonly app: LiveState;
  /** Whoever is at the other end has asked for it. */
  readonly asked: boolean;
}

function KeyForm(props: Asked): JSX.Element {
  const operator = props.app.operator!;
  const [key, setKey] = createSignal("");
  const caller = () => operator.caller();
  return (
    <form
      class="login"
      onSubmit={(event) => {
        event.preventDefault();
        operator.useKey(key());
        setKey("");
      }}
    >
      <Show when={caller()}>
        {(known) => (
          <p class="note" id="caller" data-role={known().role}>
            {liveText().connection.youAre(known().name, known().role)}
          </p>
        )}
      </Show>
      <Show when={caller()?.name !== "open"}>
        <label class="field">
          <span>{liveText().connection.key}</span>
          <input
            id="api-key"
            type="password"
            autocomplete="off"
            spellcheck={false}
            value={key()}
            aria-invalid={props.asked}
            aria-describedby="api-key-hint"
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        </label>
        <p class="note" id="api-key-hint">
          {liveText().connection.keyHint}
        </p>
        <div class="act-row">
          <button type="submit" class="plain-button" id="use-key" disabled={key().trim() === ""}>
            {liveText().connection.useKey}
          </button>
          <Show when={operator.hasKey()}>
            <button type="button" class="plain-button" id="drop-key" onClick={() => operator.useKey("")}>
              {liveText().connection.dropKey}
            </button>
          </Show>
        </div>
      </Show>
    </form>
  );
}

function BrokerLogin(props: Asked): JSX.Element {
  const [user, setUser] = createSignal("");
  const [password, setPassword] = createSignal("");
  return (
    <Show when={props.asked}>
      <form
        class="login"
        onSubmit={(event) => {
          event.preventDefault();
          props.app.logIn(user(), password());
          setPassword("");
        }}
      >
        <label class="field">
          <span>{liveText().connection.user}</span>
          <input
            id="broker-user"
            autocomplete="off"
            value={user()}
            onInput={(event) => setUser(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{liveText().connection.password}</span>
          <input
            id="broker-password"
            type="password"
            autocomplete="off"
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <p class="note">{liveText().connection.keyHint}</p>
        <button type="submit" class="plain-button" disabled={user() === ""}>
          {liveText().connection.logIn}
        </button>
      </form>
    </Show>
  );
}
