// A new transport: from one place of the site to another, how urgent, and until when.
import { createSignal, For, type JSX, Show } from "solid-js";
import { liveText } from "../i18n/live-text.ts";
import type { LiveState } from "../state/live-state.ts";
import { whyNot } from "./ask.tsx";

export function OrderForm(props: { readonly app: LiveState }): JSX.Element {
  const operator = props.app.operator!;
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  const [priority, setPriority] = createSignal(0);
  const [due, setDue] = createSignal("");
  const [said, setSaid] = createSignal<{ readonly ok: boolean; readonly lines: readonly string[] } | null>(
    null,
  );
  const [isBusy, setBusy] = createSignal(false);
  /** The same wish until it was answered: whoever presses again after an error makes no second order. */
  let wish = crypto.randomUUID();
  const chosen = (value: string, index: number) => value || (operator.stations()[index] ?? "");
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const [start, end] = [chosen(from(), 0), chosen(to(), 1)];
    if (start === end) {
      setSaid({ ok: false, lines: [liveText().orders.same] });
      return;
    }
    setBusy(true);
    const until = due() === "" ? "" : new Date(due()).toISOString();
    const outcome = await operator.order({ from: start, to: end, priority: priority(), due: until }, wish);
    setBusy(false);
    setSaid(outcome);
    if (outcome.ok) wish = crypto.randomUUID();
  };
  const change = (act: () => void) => {
    // Another order is another wish.
    wish = crypto.randomUUID();
    setSaid(null);
    act();
  };
  return (
    <form id="order-form" class="order-form" onSubmit={(event) => void send(event)}>
      <PlaceField
        id="order-from"
        label={liveText().orders.from}
        places={operator.stations()}
        value={chosen(from(), 0)}
        onChoose={(name) => change(() => setFrom(name))}
      />
      <PlaceField
        id="order-to"
        label={liveText().orders.to}
        places={operator.stations()}
        value={chosen(to(), 1)}
        onChoose={(name) => change(() => setTo(name))}
      />
      <label class="field">
        <span>{liveText().orders.priority}</span>
        <input
          id="order-priority"
          type="number"
          min="-1000"
          max="1000"
          step="1"
          value={priority()}
          onInput={(event) => change(() => setPriority(event.currentTarget.valueAsNumber || 0))}
        />
      </label>
      <label class="field whole-row">
        <span>
          {liveText().orders.due} ({liveText().orders.dueHint})
        </span>
        <input
          id="order-due"
          type="datetime-local"
          value={due()}
          onInput={(event) => change(() => setDue(event.currentTarget.value))}
        />
      </label>
      <button
        type="submit"
        class="run-button"
        id="order-send"
        disabled={isBusy() || whyNot(props.app) !== "" || operator.stations().length < 2}
        title={whyNot(props.app)}
      >
        {liveText().orders.send}
      </button>
      <Show when={said()}>
        {(outcome) => (
          <div class={outcome().ok ? "note" : "problem"} role={outcome().ok ? "status" : "alert"}>
            <Show when={!outcome().ok} fallback={liveText().orders.sent}>
              <For each={outcome().lines}>{(line) => <p>{line}</p>}</For>
            </Show>
          </div>
        )}
      </Show>
    </form>
  );
}

function PlaceField(props: {
  readonly id: string;
  readonly label: string;
  readonly places: readonly string[];
  readonly value: string;
  readonly onChoose: (name: string) => void;
}): JSX.Element {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select
        id={props.id}
        value={props.value}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      >
        <For each={props.places}>
          {(name) => (
            <option value={name} selected={name === props.value}>
              {name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}
