// Strongly connected groups of cells: who can reach whom and come back, driving with the lanes only.

/**
 * Group number per cell (−1 where `open` is 0) of the directed graph in which a cell leads to its neighbour in each
 * heading whose bit `exits` has. Tarjan's algorithm without recursion.
 */
export function strongGroups(exits: Uint8Array, offsets: readonly number[], open: Uint8Array): Int32Array {
  const cells = exits.length;
  const group = new Int32Array(cells).fill(-1);
  const order = new Int32Array(cells);
  const low = new Int32Array(cells);
  const nextHeading = new Uint8Array(cells);
  const path = new Int32Array(cells);
  const held = new Int32Array(cells);
  let visited = 0;
  let groups = 0;
  for (let start = 0; start < cells; start += 1) {
    if (open[start] === 0 || order[start] !== 0) continue;
    let depth = 0;
    let heldCount = 0;
    path[0] = start;
    visited += 1;
    order[start] = visited;
    low[start] = visited;
    held[heldCount++] = start;
    while (depth >= 0) {
      const cell = path[depth]!;
      const heading = nextHeading[cell]!;
      if (heading < 4) {
        nextHeading[cell] = heading + 1;
        if ((exits[cell]! & (1 << heading)) === 0) continue;
        const next = cell + offsets[heading]!;
        if (order[next] === 0) {
          visited += 1;
          order[next] = visited;
          low[next] = visited;
          held[heldCount++] = next;
          depth += 1;
          path[depth] = next;
        } else if (group[next]! < 0) low[cell] = Math.min(low[cell]!, order[next]!);
        continue;
      }
      depth -= 1;
      if (depth >= 0) low[path[depth]!] = Math.min(low[path[depth]!]!, low[cell]!);
      if (low[cell] !== order[cell]) continue;
      for (let member = -1; member !== cell; ) {
        heldCount -= 1;
        member = held[heldCount]!;
        group[member] = groups;
      }
      groups += 1;
    }
  }
  return group;
}
