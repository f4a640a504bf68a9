// A run source whose orders are messages to a run session, wherever that lives.
import type { Observable } from "rxjs";
import type { KpiReport } from "../../../scenarios/index.ts";
import type { FromWorker, OwnScenario, RunRequest, ToWorker } from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/messages.ts";
import type { RunSource } from "./run-source.ts";

export abstract class MessageRunSource implements RunSource {
  abstract readonly messages$: Observable<FromWorker>;
  abstract close(): void;
  /** Carries one message to the session; `transfer` is given away. */
  protected abstract say(message: ToWorker, transfer?: Transferable[]): void;

  askCatalog(): void {
    this.say({ kind: "catalog", version: protocolVersion });
  }
  start(request: RunRequest, from: MessagePort | null): void {
    this.say({ kind: "init", version: protocolVersion, request, from }, from === null ? [] : [from]);
  }
  runUntil(step: number, stride: number): void {
    this.say({ kind: "run-until", step, stride });
  }
  seek(step: number, epoch: number): void {
    this.say({ kind: "seek", step, epoch });
  }
  askOutlook(): void {
    this.say({ kind: "outlook" });
  }
  inject(text: string, epoch: number): void {
    this.say({ kind: "inject", text, epoch });
  }
  fork(step: number, epoch: number, port: MessagePort): void {
    this.say({ kind: "fork", step, epoch, port }, [port]);
  }
  replicate(request: RunRequest): void {
    this.say({ kind: "replicate", version: protocolVersion, request });
  }
  record(request: RunRequest): void {
    this.say({ kind: "record", version: protocolVersion, request });
  }
  stop(): void {
    this.say({ kind: "stop" });
  }
  pair(id: number, a: readonly KpiReport[], b: readonly KpiReport[]): void {
    this.say({ kind: "pair", id, a, b });
  }
  check(id: number, own: OwnScenario): void {
    this.say({ kind: "check", id, own });
  }
  askText(id: number, scenario: string): void {
    this.say({ kind: "text", id, scenario });
  }
  recycle(buffer: ArrayBuffer): void {
    this.say({ kind: "recycle", buffer }, [buffer]);
  }
}
