// Task assignment at scale: tasks by pickup cell, robots by nearest pickups. Keep what robots have → find alternatives →
// greedy for those without a task → exchange until nothing improves → hand out tasks.
import { assert } from "../../sim/kernel/index.ts";
import type {
  Assignment,
  AssignmentInput,
  AssignmentOptions,
  AssignmentRound,
  AssignmentTuning,
} from "./assignment-port.ts";
import { Crowding } from "./crowding.ts";
import { Greedy } from "./greedy.ts";
import { Improvement } from "./improvement.ts";
import { Matching } from "./matching.ts";
import { PickupSearch } from "./pickup-search.ts";
import { TaskGroups } from "./task-groups.ts";

const tuningDefault: AssignmentTuning = {
  approachWeight: 5,
  keepSteps: 4,
  candidates: 16,
  binCells: 10,
  crowdSteps: 3,
  refreshRounds: 2,
  triesMax: 100_000,
};
/** Times that robots which found all their pickups taken look for open ones. */
const secondLooksMax = 32;

/** Makes an assignment for one floor and fleet. */
export function createAssignment(options: AssignmentOptions): Assignment {
  return new BinnedAssignment(options);
}

class BinnedAssignment implements Assignment {
  private readonly tuning: AssignmentTuning;
  private readonly groups: TaskGroups;
  private readonly crowding: Crowding;
  private readonly matching: Matching;
  private readonly search: PickupSearch;
  private readonly greedy: Greedy;
  private readonly improvement: Improvement;
  /** Robot that has a slot, −1 = nobody. */
  private readonly holder: Int32Array;
  /** Per group: where the search for a task not yet handed out goes on. */
  private readonly cursor: Int32Array;
  private readonly handedOut: Uint8Array;
  private rounds = 0;
  private round: AssignmentRound = {
    freeRobots: 0,
    unassigned: 0,
    changes: 0,
    greedyCost: 0,
    cost: 0,
    tries: 0,
  };

  constructor(private readonly options: AssignmentOptions) {
    const { width, height, robotCount, taskSlots, areas, tuning } = options;
    this.tuning = { ...tuningDefault, ...tuning };
    const { candidates } = this.tuning;
    assert(candidates >= 1 && candidates < 255, `candidates is ${candidates}, expected 1 to 254`);
    this.groups = new TaskGroups(width * height, taskSlots);
    const none = { of: new Int32Array(width * height).fill(-1), capacity: new Int32Array(0) };
    this.crowding = new Crowding(areas ?? { ...none, limit: none.capacity }, this.tuning.crowdSteps);
    // One more for the pickup that a robot has.
    this.matching = new Matching(this.groups, this.crowding, robotCount, taskSlots, candidates + 1);
    this.search = new PickupSearch(options, this.tuning, this.matching);
    this.greedy = new Greedy(this.matching, robotCount);
    this.improvement = new Improvement(this.matching, options.stopImproving ?? null);
    this.holder = new Int32Array(taskSlots).fill(-1);
    this.cursor = new Int32Array(taskSlots);
    this.handedOut = new Uint8Array(taskSlots);
  }

  get lastRound(): AssignmentRound {
    return this.round;
  }

  assign(input: AssignmentInput, taskOf: Int32Array): void {
    const { matching, improvement, tuning } = this;
    const { free } = input;
    this.begin(input, taskOf);
    this.keep(input, taskOf);
    this.findAlternatives(input);
    let matched = this.greedy.run(free);
    for (let look = 0; look < secondLooksMax && matched > 0; look += 1) {
      matched = this.lookAgain(input) ? this.greedy.run(free) : 0;
    }
    const greedyCost = matching.totalCost(free);
    improvement.run(free, taskOf, tuning.triesMax);
    const cost = improvement.tries === 0 ? greedyCost : matching.totalCost(free);
    this.handOut(input, taskOf, greedyCost, cost);
    this.rounds += 1;
  }

  private begin(input: AssignmentInput, taskOf: Int32Array): void {
    const { robotCount, taskSlots } = this.options;
    const { holder, groups, crowding, matching, search } = this;
    const { free, goal, pickup, length, taskCount } = input;
    assert(taskOf.length === robotCount && free.length === robotCount, `there are ${robotCount} robots`);
    assert(taskCount <= taskSlots, `${taskCount} tasks are more than the ${taskSlots} slots`);
    holder.fill(-1, 0, taskCount);
    crowding.clear();
    for (let robot = 0; robot < robotCount; robot += 1) {
      const slot = taskOf[robot]!;
      if (slot >= 0) {
        assert(
          slot < taskCount && holder[slot]! < 0,
          `robot ${robot} has slot ${slot}: empty or given twice`,
        );
        holder[slot] = robot;
        assert(
          pickup[slot]! >= 0 === (free[robot] === 1),
          `slot ${slot} of robot ${robot}, ${free[robot] === 1 ? "free, is not" : "not free, is"} to be given out`,
        );
      }
      if (free[robot] === 0 && goal[robot]! >= 0) crowding.enter(goal[robot]!);
    }
    groups.build(taskCount, pickup, length, holder);
    matching.begin();
    search.begin();
  }

  /** Robots keep their pickup for the time being, unless its area is full. */
  private keep(input: AssignmentInput, taskOf: Int32Array): void {
    const { matching, groups, search, tuning } = this;
    for (let robot = 0; robot < taskOf.length; robot += 1) {
      if (input.free[robot] === 0 || taskOf[robot]! < 0) continue;
      const group = groups.at[input.pickup[taskOf[robot]!]!]!;
      search.offer(robot, group, input, tuning.keepSteps);
      if (matching.count[robot] === 1 && matching.nextCost(group) !== Number.POSITIVE_INFINITY) {
        matching.take(robot, group);
      }
    }
  }

  private findAlternatives(input: AssignmentInput): void {
    const { matching, search, rounds, tuning } = this;
    for (let robot = 0; robot < input.free.length; robot += 1) {
      if (input.free[robot] === 0) continue;
      const isDue = matching.groupOf[robot]! < 0 || (robot + rounds) % tuning.refreshRounds === 0;
      if (isDue) search.find(robot, input, false);
    }
  }
  /** Robots that found everything taken look for pickups with a free task; false if there are none. */
  private lookAgain(input: AssignmentInput): boolean {
    const { matching, search } = this;
    let found = false;
    for (let robot = 0; robot < input.free.length; robot += 1) {
      if (input.free[robot] === 0 || matching.groupOf[robot]! >= 0) continue;
      matching.count[robot] = 0;
      search.find(robot, input, true);
      if (matching.count[robot]! > 0) found = true;
    }
    return found;
  }

  /** A group's robots get its first tasks: each keeps its own if it is one of them, the others take the rest in order. */
  private handOut(input: AssignmentInput, taskOf: Int32Array, greedyCost: number, cost: number): void {
    const { matching, groups, cursor, handedOut, holder } = this;
    const { free, pickup, taskCount } = input;
    let freeRobots = 0;
    let unassigned = 0;
    let changes = 0;
    handedOut.fill(0, 0, taskCount);
    for (let group = 0; group < groups.count; group += 1) {
      const from = groups.start[group]!;
      cursor[group] = from;
      for (let i = from; i < from + groups.taken[group]!; i += 1) {
        const robot = holder[groups.slot[i]!]!;
        if (robot >= 0 && matching.groupOf[robot] === group) handedOut[groups.slot[i]!] = 1;
      }
    }
    for (let robot = 0; robot < taskOf.length; robot += 1) {
      if (free[robot] === 0) continue;
      freeRobots += 1;
      const group = matching.groupOf[robot]!;
      const before = taskOf[robot]!;
      if (group < 0) {
        unassigned += 1;
        taskOf[robot] = -1;
        continue;
      }
      const same = before >= 0 && pickup[before] === groups.cell[group];
      if (!same) changes += 1;
      if (same && handedOut[before] === 1) continue;
      while (handedOut[groups.slot[cursor[group]!]!] === 1) cursor[group]! += 1;
      taskOf[robot] = groups.slot[cursor[group]!]!;
      cursor[group]! += 1;
    }
    this.round = { freeRobots, unassigned, changes, greedyCost, cost, tries: this.improvement.tries };
  }
}
