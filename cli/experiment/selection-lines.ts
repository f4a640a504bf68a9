// Says which strategy is the best, or which ones may be, and how sure that is.
import { kpiDefinition, type Selection } from "../../scenarios/index.ts";
import type { CliContext } from "../context.ts";

export function selectionLines({ text, language }: CliContext, selection: Selection): readonly string[] {
  const { mayBeBest, kpi, confidence, seeds } = selection;
  const name = kpiDefinition(kpi).label[language];
  const share = `${Math.round(100 * confidence)}%`;
  return [
    mayBeBest.length === 1
      ? text.experiment.best(mayBeBest[0]!, name, share, seeds)
      : text.experiment.mayBeBest(mayBeBest.join(", "), name, share, seeds),
  ];
}
