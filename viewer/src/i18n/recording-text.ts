// What is wrong with a recording, as a sentence in the page's language.
import type { RecordingProblem } from "../../../scenarios/recording/recording-port.ts";
import { recordingVersion } from "../../../scenarios/recording/recording-port.ts";
import { formatNumber, text } from "./index.ts";

export function problemText(problem: RecordingProblem, run: { readonly stepSeconds: number }): string {
  const said = text().recording.problems;
  const minutes = (step: number) => formatNumber((step * run.stepSeconds) / 60, 1);
  switch (problem.kind) {
    case "not-a-recording":
      return said.notARecording(problem.found);
    case "other-version":
      return said.otherVersion(recordingVersion, problem.found);
    case "no-head":
      return said.noHead(formatNumber(problem.byte));
    case "cut-off":
      return said.cutOff(
        formatNumber(problem.byte),
        formatNumber(problem.expected),
        formatNumber(problem.found),
      );
    case "unfinished":
      return said.unfinished(minutes(problem.step), minutes(problem.horizonSteps));
    case "damaged": {
      const [at, bytes] = [formatNumber(problem.byte), formatNumber(problem.bytes)];
      if (problem.part === "other") return said.damaged(at, bytes);
      const missing = problem.part === "frames" ? said.damagedFrames : said.damagedNews;
      return missing(at, bytes, minutes(problem.from), minutes(problem.to));
    }
  }
}
