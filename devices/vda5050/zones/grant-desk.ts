// Shares things that only one robot may have at a time: release zones, corridors. Pure and without time: leases are the affair
// of whoever speaks with a robot; here a thing is somebody's until that somebody has given it back.

/** A robot waits for all of these at once, and gets all or none. */
interface Claim {
  readonly holder: string;
  readonly resources: readonly string[];
}

export type DeskAnswer = "granted" | "queued";

export class GrantDesk {
  private readonly holders = new Map<string, string>();
  private readonly revoked = new Set<string>();
  private readonly closed = new Set<string>();
  /** In the order in which they came. */
  private waiting: Claim[] = [];
  private isOpen: boolean;

  /** @param open false: nothing is granted before `open()`, so that after a restart all that is held can be adopted first. */
  constructor(open = true) {
    this.isOpen = open;
  }

  holderOf(resource: string): string | undefined {
    return this.holders.get(resource);
  }
  has(holder: string, resource: string): boolean {
    return this.holders.get(resource) === holder;
  }
  /** Taken back, and not given back yet. */
  isRevoked(resource: string): boolean {
    return this.revoked.has(resource);
  }
  heldBy(holder: string): readonly string[] {
    return [...this.holders].filter(([, by]) => by === holder).map(([resource]) => resource);
  }
  /** Who waits for it, first come first. */
  queueOf(resource: string): readonly string[] {
    return this.waiting.filter(({ resources }) => resources.includes(resource)).map(({ holder }) => holder);
  }

  open(): void {
    this.isOpen = true;
    this.settle();
  }
  /**
   * Asks for all of them at once; asking again keeps the place in the queue. One claim per robot waits: what it wants besides
   * is added to it.
   */
  ask(holder: string, resources: readonly string[]): DeskAnswer {
    const wanted = resources.filter((resource) => !this.has(holder, resource));
    if (wanted.length === 0) return "granted";
    const at = this.waiting.findIndex((claim) => claim.holder === holder);
    const old = this.waiting[at];
    if (old === undefined) this.waiting.push({ holder, resources: wanted });
    else if (!wanted.every((resource) => old.resources.includes(resource)))
      this.waiting[at] = { holder, resources: [...new Set([...old.resources, ...wanted])] };
    this.settle();
    return resources.every((resource) => this.has(holder, resource)) ? "granted" : "queued";
  }
  /** The robot no longer waits for this; without a name: for nothing. */
  withdraw(holder: string, resource?: string): void {
    this.waiting = this.waiting.flatMap((claim) => {
      if (claim.holder !== holder) return [claim];
      const resources = resource === undefined ? [] : claim.resources.filter((name) => name !== resource);
      return resources.length === 0 ? [] : [{ holder, resources }];
    });
    this.settle();
  }
  giveBack(holder: string, resource: string): void {
    if (!this.has(holder, resource)) return;
    this.holders.delete(resource);
    this.revoked.delete(resource);
    this.settle();
  }
  /**
   * A robot says that it has been granted this, and we do not remember: after a restart. False if another has it, which nobody
   * can undo from here.
   */
  adopt(holder: string, resource: string): boolean {
    const other = this.holders.get(resource);
    if (other !== undefined && other !== holder) return false;
    this.holders.set(resource, holder);
    return true;
  }

  /** Takes it back: the robot is told, and has it until it has left. */
  revoke(resource: string): void {
    if (this.holders.has(resource)) this.revoked.add(resource);
  }
  /** It has been taken back from a robot that now stands in it: the robot gets it again, so that it can leave. */
  restore(resource: string): void {
    if (!this.closed.has(resource)) this.revoked.delete(resource);
  }
  /** Nobody gets it any more; who has it is told to leave. */
  close(resource: string): void {
    this.closed.add(resource);
    this.revoke(resource);
  }
  reopen(resource: string): void {
    this.closed.delete(resource);
    this.settle();
  }

  /** Robots that wait for each other in a circle: each has what the next one wants. Empty as long as all claims are whole. */
  circle(): readonly string[] {
    for (const { holder } of this.waiting) {
      const seen: string[] = [];
      let at: string | undefined = holder;
      while (at !== undefined && !seen.includes(at)) {
        seen.push(at);
        at = this.blockerOf(at);
      }
      if (at !== undefined) return seen.slice(seen.indexOf(at));
    }
    return [];
  }
  private blockerOf(holder: string): string | undefined {
    const claim = this.waiting.find((one) => one.holder === holder);
    return claim?.resources
      .map((resource) => this.holders.get(resource))
      .find((by) => by !== undefined && by !== holder);
  }

  /**
   * Grants what can be granted, first come first served. A claim that has to wait keeps what it wants from those behind it, so
   * that nobody is overtaken for ever; only from whom it waits for itself it keeps nothing, for that one has to get out first.
   */
  private settle(): void {
    if (!this.isOpen) return;
    const ahead: Claim[] = [];
    const granted = new Set<Claim>();
    for (const claim of this.waiting) {
      const { holder, resources } = claim;
      const isFree = resources.every(
        (resource) =>
          !this.closed.has(resource) &&
          (this.holders.get(resource) ?? holder) === holder &&
          ahead.every((before) => !before.resources.includes(resource) || this.waitsFor(before, holder)),
      );
      if (isFree) {
        for (const resource of resources) this.holders.set(resource, holder);
        granted.add(claim);
      } else ahead.push(claim);
    }
    if (granted.size > 0) this.waiting = this.waiting.filter((claim) => !granted.has(claim));
  }
  /** Whether the robot has something that the claim wants, or that somebody wants who has what the claim wants. */
  private waitsFor(claim: Claim, robot: string): boolean {
    const seen = new Set<string>();
    const open = [claim];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const resource of next.resources) {
        const by = this.holders.get(resource);
        if (by === undefined || seen.has(by)) continue;
        if (by === robot) return true;
        seen.add(by);
        const more = this.waiting.find(({ holder }) => holder === by);
        if (more !== undefined) open.push(more);
      }
    }
    return false;
  }
}
