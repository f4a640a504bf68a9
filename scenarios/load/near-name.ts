// "Did you mean …": the known name nearest to a mistyped one.

/** Edit distance with transpositions (optimal string alignment, Damerau 1964). */
export function editDistance(a: string, b: string): number {
  let previous2: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, previous2[j - 2]! + 1);
      }
      row.push(best);
    }
    previous2 = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** The nearest of the known names if it is near enough to be meant, ties in the order given; otherwise null. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 2.5)) + 1;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const contained = wanted.length >= 3 && (lower.startsWith(wanted) || wanted.startsWith(lower));
    const distance = contained ? Math.min(1, editDistance(wanted, lower)) : editDistance(wanted, lower);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Advice for an unknown name beside which all known ones stand already. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const near = nearestName(name, known);
  return near === null ? undefined : `Did you mean ${near}?`;
}

/** Advice for an unknown name: the nearest one, or the list (cut at ten). */
export function suggestName(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  if (near !== null) return `Did you mean ${near}?`;
  if (known.length === 0) return "None is known here";
  return `Known: ${known.slice(0, 10).join(", ")}${known.length > 10 ? ", …" : ""}`;
}
