// Exit codes of the command, as documented in docs/cli.md.
export const ExitCode = {
  done: 0,
  failedRun: 1,
  badInput: 2,
  /** 128 + SIGINT, as shells expect. */
  interrupted: 130,
  /** 128 + SIGTERM. */
  terminated: 143,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The signals that stop the runs and let what is done be written. */
export type StopSignal = "SIGINT" | "SIGTERM";

export function exitCodeOf(signal: StopSignal): ExitCode {
  return signal === "SIGTERM" ? ExitCode.terminated : ExitCode.interrupted;
}
