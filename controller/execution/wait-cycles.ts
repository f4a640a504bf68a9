// The watchdog: robots that wait for each other in a circle, found in the wait-for graph alone (strongly connected
// components, Tarjan 1972), whatever the order graph believes.

const none = -1;

/**
 * Groups of two or more robots of which each waits, through others, for itself. `waitsFor` holds two entries per robot: robots it
 * waits for, or −1. Linear in the number of robots; groups and their robots come in ascending order of ids.
 */
export function waitCycles(waitsFor: Int32Array): readonly (readonly number[])[] {
  const count = waitsFor.length >> 1;
  const index = new Int32Array(count).fill(none);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const looked = new Uint8Array(count);
  const stack: number[] = [];
  const path: number[] = [];
  const groups: number[][] = [];
  let next = 0;
  const enter = (robot: number) => {
    index[robot] = next;
    low[robot] = next;
    next += 1;
    onStack[robot] = 1;
    stack.push(robot);
    path.push(robot);
  };
  for (let start = 0; start < count; start += 1) {
    if (index[start] !== none) continue;
    enter(start);
    while (path.length > 0) {
      const robot = path[path.length - 1]!;
      if (looked[robot]! < 2) {
        const other = waitsFor[2 * robot + looked[robot]!]!;
        looked[robot]! += 1;
        if (other === none || other === robot) continue;
        if (index[other] === none) enter(other);
        else if (onStack[other] === 1) low[robot] = Math.min(low[robot]!, index[other]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[robot]!);
      if (low[robot] !== index[robot]) continue;
      const group: number[] = [];
      for (let member = none; member !== robot; ) {
        member = stack.pop()!;
        onStack[member] = 0;
        group.push(member);
      }
      if (group.length > 1) groups.push(group.sort((a, b) => a - b));
    }
  }
  return groups.sort((a, b) => a[0]! - b[0]!);
}
