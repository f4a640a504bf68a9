// Which fleet to watch: a server or a broker, by its address. The page opens on it anew, so that its address says so.
import { createSignal, type JSX, Show } from "solid-js";
import { language } from "../i18n/index.ts";
import { liveText } from "../i18n/live-text.ts";
import { interfacesDefault, type LiveAddress, typedAddress, writeLiveAddress } from "../live/live-address.ts";

export function ConnectForm(): JSX.Element {
  const [kind, setKind] = createSignal<LiveAddress["kind"]>("server");
  const [typed, setTyped] = createSignal("");
  const [interfaces, setInterfaces] = createSignal(interfacesDefault.join(", "));
  const [isBad, setBad] = createSignal(false);
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    const address = typedAddress(typed(), kind(), interfaces());
    setBad(address === null);
    if (address === null) return;
    const params = writeLiveAddress(address, location.origin);
    params.set("lang", language());
    location.assign(`?${params.toString()}`);
  };
  return (
    <form class="connect" onSubmit={go}>
      <label class="field">
        <span>{liveText().connection.kind[kind()]}</span>
        <select
          id="connect-kind"
          value={kind()}
          onChange={(event) => setKind(event.currentTarget.value as LiveAddress["kind"])}
        >
          <option value="server">{liveText().connection.server}</option>
          <option value="broker">{liveText().connection.broker}</option>
        </select>
      </label>
      <label class="field">
        <span>{liveText().connection.address}</span>
        <input
          id="connect-address"
          autocomplete="off"
          spellcheck={false}
          placeholder={kind() === "server" ? "http://host:8420" : "ws://host:9001/mqtt"}
          value={typed()}
          aria-invalid={isBad()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <Show when={kind() === "broker"}>
        <label class="field">
          <span>{liveText().connection.interfaces}</span>
          <input
            id="connect-interfaces"
            autocomplete="off"
            spellcheck={false}
            value={interfaces()}
            onInput={(event) => setInterfaces(event.currentTarget.value)}
          />
        </label>
      </Show>
      <Show when={isBad()}>
        <p class="problem" role="alert">
          {liveText().connection.badAddress}
        </p>
      </Show>
      <button type="submit" class="plain-button">
        {liveText().connection.connect}
      </button>
    </form>
  );
}
