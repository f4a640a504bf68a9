// Exit codes of the command, as documented in docs/cli.md.
export const ExitCode = {
  done: 0,
  failedRun: 1,
  badInput: 2,
  /** 128 + SIGINT, as shells expect. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
