// How a hosted solver is bounded; the same for Node and the browser.
import type { SolverPreference } from "../../controller/planning/lp/index.ts";

export interface HostedSolverOptions {
  /**
   * Milliseconds until a silent solver is killed and the other one asked. Planning models take some tens of
   * milliseconds; the generous default keeps a slow machine from changing a run's result.
   */
  readonly killAfterMs?: number;
  /** Which solver goes first; by the size of the model unless told. */
  readonly preference?: SolverPreference;
  /**
   * JavaScript heap of a solver's thread, MB; a solver that needs more dies alone and the other one is asked. Node only:
   * a browser ends a worker by itself. Tableaus and WebAssembly memory are outside of the heap and bounded by
   * `tableauCellsMax` and by the 4 GB that WebAssembly can have.
   */
  readonly heapMbMax?: number;
}

export const killAfterMsDefault = 120_000;
export const heapMbMaxDefault = 2048;
