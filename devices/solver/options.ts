/** How a hosted solver is bounded; the same for Node and the browser. */
export interface HostedSolverOptions {
  /**
   * Milliseconds until a silent solver is killed and the other one asked. Planning models take some tens of
   * milliseconds; the generous default keeps a slow machine from changing a run's result.
   */
  readonly killAfterMs?: number;
}

export const killAfterMsDefault = 120_000;
