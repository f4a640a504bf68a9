// The recordings that the visitor has opened: each one can stand in any floor as long as the page is there.
import type { RecordingProblem } from "../../../scenarios/recording/recording-port.ts";
import type { RunRequest } from "../protocol/messages.ts";
import type { RecordingInfo } from "../recording/recording-messages.ts";

export interface OpenRecording {
  /** Name of the file, told apart from others of the same name. */
  readonly name: string;
  readonly file: Blob;
  readonly request: RunRequest;
  readonly program: string;
  readonly problems: readonly RecordingProblem[];
}

/** Recordings kept; the oldest go first. */
const recordingsMax = 12;

/** Puts an opened file on the shelf; one of the same name and size stands for the one before. */
export function shelved(
  shelf: readonly OpenRecording[],
  file: File,
  info: RecordingInfo & { readonly head: NonNullable<RecordingInfo["head"]> },
): { readonly shelf: readonly OpenRecording[]; readonly added: OpenRecording } {
  const others = shelf.filter((open) => !(baseName(open.name) === file.name && open.file.size === file.size));
  const twins = others.filter((open) => baseName(open.name) === file.name).length;
  const added: OpenRecording = {
    name: twins === 0 ? file.name : `${file.name} (${twins + 1})`,
    file,
    request: info.head.request,
    program: info.head.program,
    problems: info.problems,
  };
  return { shelf: [...others, added].slice(-recordingsMax), added };
}

const baseName = (name: string): string => name.replace(/ \(\d+\)$/, "");
