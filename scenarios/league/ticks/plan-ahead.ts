// Plans several joint steps in a row: each from where the one before ends, with errands that will have been done on the
// way taken as done.
import type { TrafficInput } from "../../../controller/traffic/index.ts";
import { cellAhead, LeagueAction } from "../joint-action.ts";
import { leagueActionOf } from "../run-port.ts";
import type { TaskBook } from "../task-book.ts";
import type { JointPlan, LeagueExecutor, StagedActions, TickView } from "./executor.ts";

export class PlanAhead {
  /** The last plan made. */
  readonly plan: JointPlan;
  /** Errands of each robot's task that will have been done when what is staged is. */
  readonly foreseen: Int32Array;
  private readonly cell: Int32Array;
  private readonly heading: Uint8Array;
  private readonly errand: Int32Array;
  private readonly goal: Int32Array;
  private readonly still: Uint8Array;
  private readonly priority: Int32Array;

  constructor(
    private readonly book: TaskBook,
    steps: number,
  ) {
    const team = book.instance.starts.length;
    this.plan = { steps, actions: new Uint8Array(steps * team).fill(LeagueAction.wait) };
    this.foreseen = new Int32Array(team);
    this.cell = new Int32Array(team);
    this.heading = new Uint8Array(team);
    this.errand = new Int32Array(team);
    this.goal = new Int32Array(team);
    this.still = new Uint8Array(team);
    this.priority = new Int32Array(team);
  }

  /** Goes through what is staged and counts the errands that it does. */
  foresee(view: TickView, staged: StagedActions): void {
    const { book, foreseen } = this;
    const { map } = book.instance;
    for (let robot = 0; robot < foreseen.length; robot += 1) {
      const task = book.assigned[robot]!;
      let cell = view.cell[robot]!;
      let heading = view.heading[robot]!;
      let errand = task < 0 ? 0 : this.passErrands(task, book.errandsDone[task]!, cell);
      for (let i = 0; ; i += 1) {
        const action = staged.at(robot, i);
        if (action === undefined) break;
        if (action === LeagueAction.forward) {
          cell = cellAhead(map, cell, heading);
          if (task >= 0) errand = this.passErrands(task, errand, cell);
        } else heading = (heading + (action === LeagueAction.right ? 1 : 3)) & 3;
      }
      foreseen[robot] = errand;
    }
  }

  /** Makes `plan` from the executor's end states towards the errands of a schedule; `planStep` plans one joint step. */
  make(
    schedule: Int32Array,
    { endCell, endHeading }: LeagueExecutor,
    planStep: (input: TrafficInput, step: number) => Uint8Array,
  ): void {
    const { book, plan, cell, heading, errand, goal, foreseen } = this;
    const { map } = book.instance;
    const team = cell.length;
    cell.set(endCell);
    heading.set(endHeading);
    for (let robot = 0; robot < team; robot += 1) {
      const task = schedule[robot]!;
      if (task < 0) continue;
      const done = task === book.assigned[robot] ? foreseen[robot]! : book.errandsDone[task]!;
      errand[robot] = this.passErrands(task, done, cell[robot]!);
    }
    for (let step = 0; step < plan.steps; step += 1) {
      for (let robot = 0; robot < team; robot += 1) {
        const task = schedule[robot]!;
        const errands = task < 0 ? null : book.errands(task);
        goal[robot] = errands === null ? -1 : (errands[errand[robot]!] ?? -1);
      }
      const { still, priority } = this;
      const actions = planStep({ cell, heading, goal, laden: still, frozen: still, priority }, step);
      for (let robot = 0; robot < team; robot += 1) {
        const action = leagueActionOf[actions[robot]!]!;
        plan.actions[step * team + robot] = action;
        if (action === LeagueAction.forward) {
          cell[robot] = cellAhead(map, cell[robot]!, heading[robot]!);
          const task = schedule[robot]!;
          if (task >= 0) errand[robot] = this.passErrands(task, errand[robot]!, cell[robot]!);
        } else if (action === LeagueAction.right) heading[robot] = (heading[robot]! + 1) & 3;
        else if (action === LeagueAction.left) heading[robot] = (heading[robot]! + 3) & 3;
      }
    }
  }

  private passErrands(task: number, done: number, cell: number): number {
    const errands = this.book.errands(task);
    let errand = done;
    while (errand < errands.length && errands[errand] === cell) errand += 1;
    return errand;
  }
}
