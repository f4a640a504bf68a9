// What a solver worker is asked and what it answers: plain data, one version, one codec.
import type { EngineAnswer, LinearModel } from "../../controller/planning/lp/index.ts";

export const solverProtocolVersion = 2;

export type EngineName = "javascript-lp-solver" | "highs" | "block-simplex";

/** A model without its name functions, which cannot cross a worker. */
export type PlainModel = Omit<LinearModel, "columnName" | "rowName">;

export interface SolverRequest {
  readonly version: typeof solverProtocolVersion;
  readonly id: number;
  readonly engine: EngineName;
  readonly model: PlainModel;
}

export interface SolverReply {
  readonly version: typeof solverProtocolVersion;
  readonly id: number;
  readonly answer: EngineAnswer;
}

export function encodeRequest(id: number, engine: EngineName, model: LinearModel): SolverRequest {
  const { columnName: _columnName, rowName: _rowName, ...plain } = model;
  return { version: solverProtocolVersion, id, engine, model: plain };
}

/** The model as engines read it; names are indexes, the asking side knows the real ones. */
export function decodeModel(plain: PlainModel): LinearModel {
  return { ...plain, columnName: (column) => `column ${column}`, rowName: (row) => `row ${row}` };
}

/** The message as a reply, or undefined when it is something else or of another version. */
export function decodeReply(message: unknown): SolverReply | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const reply = message as Partial<SolverReply>;
  if (reply.version !== solverProtocolVersion || typeof reply.id !== "number") return undefined;
  return reply.answer === undefined ? undefined : (reply as SolverReply);
}
