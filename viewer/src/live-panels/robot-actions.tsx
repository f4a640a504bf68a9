// What an operator may do to the selected robot, and to all of them.
import { For, type JSX, Show } from "solid-js";
import { liveText } from "../i18n/live-text.ts";
import type { LiveState } from "../state/live-state.ts";
import { type RobotOperation, robotOperations } from "../state/operator-state.ts";
import { type Ask, AskButton, whyNot } from "./ask.tsx";

export interface ActionProps {
  readonly app: LiveState;
  readonly ask: Ask;
}

export function RobotActions(props: ActionProps): JSX.Element {
  const robot = () => props.app.robot(props.app.selection().robot);
  const name = () => robot()?.name ?? "";
  const operator = props.app.operator!;
  /** A robot that is held can go on, one that is not can be held. */
  const offered = () =>
    robotOperations.filter((operation) =>
      operation === "hold" ? robot()?.isHeld !== true : operation !== "resume" || robot()?.isHeld === true,
    );
  const question = (operation: RobotOperation) => {
    const words = liveText().act;
    const asked = name();
    return {
      title: words.ask(words.operations[operation], asked),
      hint: words.hints[operation],
      act: () => operator.operate(asked, operation),
    };
  };
  return (
    <div class="robot-actions">
      <div class="act-row">
        <For each={offered()}>
          {(operation) => (
            <AskButton
              app={props.app}
              ask={props.ask}
              id={`robot-${operation}`}
              label={liveText().act.operations[operation]}
              question={question(operation)}
            />
          )}
        </For>
      </div>
      <Show when={whyNot(props.app)}>
        <p class="note">{whyNot(props.app)}</p>
      </Show>
    </div>
  );
}

export function FleetActions(props: ActionProps): JSX.Element {
  const operator = props.app.operator!;
  const question = (operation: "hold" | "resume") => {
    const words = liveText().act;
    return {
      title: `${operation === "hold" ? words.holdAll : words.resumeAll}?`,
      hint: operation === "hold" ? words.holdAllHint : words.resumeAllHint,
      act: () => operator.operateFleet(operation),
    };
  };
  return (
    <section class="fleet-actions" aria-label={liveText().act.title}>
      <h2>{liveText().act.title}</h2>
      <div class="act-row">
        <For each={["hold", "resume"] as const}>
          {(operation) => (
            <AskButton
              app={props.app}
              ask={props.ask}
              id={`fleet-${operation}`}
              label={operation === "hold" ? liveText().act.holdAll : liveText().act.resumeAll}
              question={question(operation)}
            />
          )}
        </For>
      </div>
      <Show when={whyNot(props.app)}>
        <p class="note" id="why-not">
          {whyNot(props.app)}
        </p>
      </Show>
      <p class="note">{liveText().act.noSafety}</p>
    </section>
  );
}
