// Something that an instant action has to bring about: given until it has worked, with pauses, and not for ever.
import type { ActionParameter } from "../model/index.ts";
import type { InstantOutcome } from "./instant-tracker.ts";
import type { LinkVoice } from "./link-voice.ts";

const triesMax = 4;
const pauseMs = 4_000;

export class Errand {
  /** What the robot said when it did not work the last time. */
  last = "";
  private subject = "";
  private actionId: string | null = null;
  private tries = 0;
  private untilMs = -Infinity;

  constructor(private readonly voice: LinkVoice) {}

  /** Given so often in vain that a person has to look. */
  get isHopeless(): boolean {
    return this.actionId === null && this.tries >= triesMax;
  }
  /** Gives the action unless it is under way, has just been given, or is hopeless. Another subject begins anew. */
  press(actionType: string, parameters: readonly ActionParameter[], nowMs: number): void {
    const subject = `${actionType} ${parameters.map(({ value }) => String(value)).join(" ")}`;
    if (subject !== this.subject) this.reset();
    this.subject = subject;
    if (this.actionId !== null || nowMs < this.untilMs || this.tries >= triesMax) return;
    this.tries += 1;
    this.untilMs = nowMs + pauseMs * this.tries;
    this.actionId = this.voice.instruct(actionType, parameters, nowMs);
  }
  /** What came of an instant action; those of others are left alone. */
  take({ action, status, result }: InstantOutcome): void {
    if (action.actionId !== this.actionId) return;
    this.actionId = null;
    if (status !== "FINISHED") this.last = result === "" ? status : result;
  }
  /** It is as it should be, or a person has looked. */
  reset(): void {
    this.subject = "";
    this.actionId = null;
    this.tries = 0;
    this.untilMs = -Infinity;
    this.last = "";
  }
}
