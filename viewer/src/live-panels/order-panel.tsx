// Orders of the server: what there is and how far it is, another priority, cancelling, and a form for a new transport.
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { formatNumber } from "../i18n/index.ts";
import { clockOf, liveText } from "../i18n/live-text.ts";
import type { ServerOrder } from "../live/server-answers.ts";
import { whyNot } from "./ask.tsx";
import { OrderForm } from "./order-form.tsx";
import type { ActionProps } from "./robot-actions.tsx";
import { ScrollBox } from "./scroll-box.tsx";

const rowsMax = 50;

export function OrderPanel(props: ActionProps): JSX.Element {
  const operator = props.app.operator!;
  const rows = createMemo(() => {
    // Highest priority first, then what is due first.
    const due = (order: ServerOrder) =>
      order.due === undefined ? Number.POSITIVE_INFINITY : Date.parse(order.due);
    return [...operator.orders()]
      .sort((a, b) => b.priority - a.priority || due(a) - due(b) || a.accepted.localeCompare(b.accepted))
      .slice(0, rowsMax);
  });
  // Rows are kept by id, so that news of other orders does not take a field away from whoever types in it.
  const ids = createMemo(() => rows().map(({ id }) => id));
  const byId = createMemo(() => new Map(rows().map((order) => [order.id, order])));
  return (
    <section class="orders" aria-label={liveText().orders.title}>
      <h2>
        {liveText().orders.title}{" "}
        <Show when={operator.orders().length > 0}>({operator.orders().length})</Show>
      </h2>
      <label class="check">
        <input
          type="checkbox"
          id="orders-over"
          checked={operator.showsOver()}
          onChange={(event) => operator.setShowsOver(event.currentTarget.checked)}
        />{" "}
        {liveText().orders.showOver}
      </label>
      <Show
        when={rows().length > 0}
        fallback={<p class="note">{props.app.isKnown() ? liveText().orders.none : liveText().unknown}</p>}
      >
        <ScrollBox label={liveText().orders.title}>
          <table id="order-table" class="robot-cells">
            <thead>
              <tr>
                <th scope="col">{liveText().orders.order}</th>
                <th scope="col">{liveText().orders.way}</th>
                <th scope="col">{liveText().orders.due}</th>
                <th scope="col">{liveText().orders.priority}</th>
                <th scope="col">
                  <span class="visually-hidden">{liveText().orders.cancel}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={ids()}>
                {(id) => (
                  <Show when={byId().get(id)}>{(order) => <OrderRow {...props} order={order()} />}</Show>
                )}
              </For>
            </tbody>
          </table>
        </ScrollBox>
        <Show when={operator.hasMore() || operator.orders().length > rowsMax}>
          <p class="note">{liveText().orders.more}</p>
        </Show>
      </Show>
      <details class="new-order">
        <summary>{liveText().orders.new}</summary>
        <OrderForm app={props.app} />
      </details>
    </section>
  );
}

function OrderRow(props: ActionProps & { readonly order: ServerOrder }): JSX.Element {
  const operator = props.app.operator!;
  /** What somebody types, until it is set. */
  const [typed, setTyped] = createSignal<number | null>(null);
  const priority = () => typed() ?? props.order.priority;
  const isOver = () => ["done", "failed", "cancelled"].includes(props.order.state);
  const state = () =>
    props.order.cancelRequested && !isOver()
      ? liveText().orders.cancelling
      : liveText().orders.state[props.order.state];
  const way = () => {
    const { from, to, lines, kind } = props.order;
    if (kind === "transport") return `${from} → ${to}`;
    const units = (lines ?? []).reduce((sum, { quantity }) => sum + quantity, 0);
    return liveText().orders.lines(lines?.length ?? 0, formatNumber(units));
  };
  const isLate = () => {
    props.app.pulse();
    const { due } = props.order;
    return due !== undefined && !isOver() && Date.parse(due) < props.app.now();
  };
  return (
    <tr data-order={props.order.id} data-state={props.order.state}>
      <th scope="row">
        {props.order.id}
        <span class="order-state" title={props.order.note ?? ""}>
          {state()}
          <Show when={props.order.robot}>{(robot) => <> · {robot()}</>}</Show>
        </span>
      </th>
      <td>{way()}</td>
      <td class={isLate() ? "late" : ""}>
        {props.order.due === undefined ? "–" : clockOf(Date.parse(props.order.due)).slice(0, 5)}
        <Show when={isLate()}> {liveText().orders.late}</Show>
      </td>
      <td>
        <Show when={!isOver()} fallback={props.order.priority}>
          <form
            class="priority"
            onSubmit={(event) => {
              event.preventDefault();
              void operator.changePriority(props.order.id, priority()).then(() => setTyped(null));
            }}
          >
            <input
              type="number"
              min="-1000"
              max="1000"
              step="1"
              value={priority()}
              disabled={whyNot(props.app) !== ""}
              title={whyNot(props.app)}
              aria-label={liveText().orders.priorityOf(props.order.id)}
              onInput={(event) => setTyped(event.currentTarget.valueAsNumber || 0)}
            />
            <Show when={priority() !== props.order.priority}>
              <button type="submit" class="link-button">
                {liveText().orders.save}
              </button>
            </Show>
          </form>
        </Show>
      </td>
      <td>
        <Show when={!isOver() && !props.order.cancelRequested}>
          <button
            type="button"
            class="link-button"
            disabled={whyNot(props.app) !== ""}
            title={whyNot(props.app) || liveText().orders.cancelOne(props.order.id)}
            aria-label={liveText().orders.cancelOne(props.order.id)}
            onClick={() =>
              props.ask({
                title: `${liveText().orders.cancelOne(props.order.id)}?`,
                hint: way(),
                act: () => operator.cancelOrder(props.order.id),
              })
            }
          >
            {liveText().orders.cancel}
          </button>
        </Show>
      </td>
    </tr>
  );
}
