// Requests: what each pod still has to do at each station. Per pod a short list of visits (one per station), per visit a
// list of requests in the order in which they were made. Both are linked lists in flat columns with free lists.
import type { RequestView } from "../model/index.ts";
import { grown, restoreColumns, type SavedColumns, saveColumns } from "./columns.ts";

const visitColumns = ["visitStation", "visitNext", "visitCount", "visitHead", "visitTail"] as const;
const requestColumns = ["item", "slot", "units", "next"] as const;

export interface SavedRequests {
  readonly freeVisit: number;
  readonly freeRequest: number;
  readonly firstVisit: Int32Array;
  readonly visits: SavedColumns;
  readonly requests: SavedColumns;
}

export class RequestTable implements RequestView {
  /** Order line (pick) or bundle (stow) of a request. */
  item = new Int32Array(256);
  /** Pod slot the units come from or go to. */
  slot = new Int32Array(256);
  /** Units (pick) or bundles (stow, always 1) left. */
  units = new Int32Array(256);
  /** Next request of the visit, or of the free list; −1 = none. */
  next = new Int32Array(256);
  private visitStation = new Int32Array(128);
  private visitNext = new Int32Array(128);
  private visitCount = new Int32Array(128);
  private visitHead = new Int32Array(128);
  private visitTail = new Int32Array(128);
  private readonly firstVisit: Int32Array;
  private freeVisit = 0;
  private freeRequest = 0;

  constructor(podCount: number) {
    this.firstVisit = new Int32Array(podCount).fill(-1);
    chainFree(this.visitNext, 0);
    chainFree(this.next, 0);
  }

  count(station: number, pod: number): number {
    const visit = this.visitOf(station, pod);
    return visit < 0 ? 0 : this.visitCount[visit]!;
  }

  /** First request of the pod at the station, or −1. */
  first(station: number, pod: number): number {
    const visit = this.visitOf(station, pod);
    return visit < 0 ? -1 : this.visitHead[visit]!;
  }

  /** Adds a request behind those the pod has at the station. */
  add(station: number, pod: number, item: number, slot: number, units: number): void {
    let visit = this.visitOf(station, pod);
    if (visit < 0) visit = this.openVisit(station, pod);
    if (this.freeRequest < 0) this.growRequests(2 * this.next.length);
    const request = this.freeRequest;
    this.freeRequest = this.next[request]!;
    this.item[request] = item;
    this.slot[request] = slot;
    this.units[request] = units;
    this.next[request] = -1;
    if (this.visitHead[visit]! < 0) this.visitHead[visit] = request;
    else this.next[this.visitTail[visit]!] = request;
    this.visitTail[visit] = request;
    this.visitCount[visit]! += units;
  }

  /** Takes `units` off the first request of the pod at the station; a request with none left is dropped. */
  serveFirst(station: number, pod: number, units: number): void {
    const visit = this.visitOf(station, pod);
    const request = this.visitHead[visit]!;
    this.units[request]! -= units;
    this.visitCount[visit]! -= units;
    if (this.units[request]! > 0) return;
    this.visitHead[visit] = this.next[request]!;
    this.next[request] = this.freeRequest;
    this.freeRequest = request;
    if (this.visitHead[visit]! < 0) this.closeVisit(station, pod);
  }

  /** Drops the requests of the pod at the station for items `first … end − 1`, telling each. */
  takeOut(
    station: number,
    pod: number,
    first: number,
    end: number,
    dropped: (item: number, slot: number, units: number) => void,
  ): void {
    const visit = this.visitOf(station, pod);
    if (visit < 0) return;
    let before = -1;
    let request = this.visitHead[visit]!;
    while (request >= 0) {
      const next = this.next[request]!;
      const item = this.item[request]!;
      if (item < first || item >= end) before = request;
      else {
        if (before < 0) this.visitHead[visit] = next;
        else this.next[before] = next;
        if (next < 0) this.visitTail[visit] = before;
        this.visitCount[visit]! -= this.units[request]!;
        this.next[request] = this.freeRequest;
        this.freeRequest = request;
        dropped(item, this.slot[request]!, this.units[request]!);
      }
      request = next;
    }
    if (this.visitHead[visit]! < 0) this.closeVisit(station, pod);
  }

  /** Drops all requests of the pod at the station but `keptUnits` (0 or 1) of the first one. */
  truncate(station: number, pod: number, keptUnits: number): void {
    const visit = this.visitOf(station, pod);
    if (visit < 0) return;
    const head = this.visitHead[visit]!;
    const firstDropped = keptUnits === 0 ? head : this.next[head]!;
    if (firstDropped >= 0) {
      this.next[this.visitTail[visit]!] = this.freeRequest;
      this.freeRequest = firstDropped;
    }
    this.visitCount[visit] = keptUnits;
    if (keptUnits === 0) {
      this.closeVisit(station, pod);
      return;
    }
    this.units[head] = keptUnits;
    this.next[head] = -1;
    this.visitTail[visit] = head;
  }

  snapshot(): SavedRequests {
    return {
      freeVisit: this.freeVisit,
      freeRequest: this.freeRequest,
      firstVisit: this.firstVisit.slice(),
      visits: saveColumns(this.columns(), visitColumns),
      requests: saveColumns(this, requestColumns),
    };
  }
  restore(saved: SavedRequests): void {
    const visits = saved.visits.visitNext!.length;
    const requests = saved.requests.next!.length;
    if (visits > this.visitNext.length) this.growVisits(visits);
    if (requests > this.next.length) this.growRequests(requests);
    this.firstVisit.set(saved.firstVisit);
    restoreColumns(this.columns(), visitColumns, saved.visits);
    restoreColumns(this, requestColumns, saved.requests);
    // A table that had grown further than the saved one keeps its extra rows at the end of the free lists.
    this.freeVisit = appendFree(this.visitNext, saved.freeVisit, visits);
    this.freeRequest = appendFree(this.next, saved.freeRequest, requests);
  }

  private columns(): Record<(typeof visitColumns)[number], Int32Array> {
    const { visitStation, visitNext, visitCount, visitHead, visitTail } = this;
    return { visitStation, visitNext, visitCount, visitHead, visitTail };
  }
  private visitOf(station: number, pod: number): number {
    let visit = this.firstVisit[pod]!;
    while (visit >= 0 && this.visitStation[visit] !== station) visit = this.visitNext[visit]!;
    return visit;
  }
  private openVisit(station: number, pod: number): number {
    if (this.freeVisit < 0) this.growVisits(2 * this.visitNext.length);
    const visit = this.freeVisit;
    this.freeVisit = this.visitNext[visit]!;
    this.visitStation[visit] = station;
    this.visitCount[visit] = 0;
    this.visitHead[visit] = -1;
    this.visitTail[visit] = -1;
    this.visitNext[visit] = this.firstVisit[pod]!;
    this.firstVisit[pod] = visit;
    return visit;
  }
  private closeVisit(station: number, pod: number): void {
    let before = -1;
    let visit = this.firstVisit[pod]!;
    while (this.visitStation[visit] !== station) {
      before = visit;
      visit = this.visitNext[visit]!;
    }
    if (before < 0) this.firstVisit[pod] = this.visitNext[visit]!;
    else this.visitNext[before] = this.visitNext[visit]!;
    this.visitNext[visit] = this.freeVisit;
    this.freeVisit = visit;
  }
  private growVisits(capacity: number): void {
    const from = this.visitNext.length;
    this.visitStation = grown(this.visitStation, capacity);
    this.visitNext = grown(this.visitNext, capacity);
    this.visitCount = grown(this.visitCount, capacity);
    this.visitHead = grown(this.visitHead, capacity);
    this.visitTail = grown(this.visitTail, capacity);
    this.freeVisit = appendFree(this.visitNext, this.freeVisit, from);
  }
  private growRequests(capacity: number): void {
    const from = this.next.length;
    this.item = grown(this.item, capacity);
    this.slot = grown(this.slot, capacity);
    this.units = grown(this.units, capacity);
    this.next = grown(this.next, capacity);
    this.freeRequest = appendFree(this.next, this.freeRequest, from);
  }
}

/** Chains rows `from …` into one list that ends with −1. */
function chainFree(next: Int32Array, from: number): void {
  for (let row = from; row < next.length; row += 1) next[row] = row + 1 < next.length ? row + 1 : -1;
}

/** Appends rows `from …` to the free list that starts at `head`; returns the list's head. */
function appendFree(next: Int32Array, head: number, from: number): number {
  if (from >= next.length) return head;
  chainFree(next, from);
  if (head < 0) return from;
  let last = head;
  while (next[last]! >= 0) last = next[last]!;
  next[last] = from;
  return head;
}
