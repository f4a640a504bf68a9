// Textbook formulas: mean wait before service, for Poisson arrivals (Gross, Shortle, Thompson, Harris 2008, ch. 2, 3, 5).

/** Wait in M/M/c by Erlang's C. Rates per second. */
export function waitMMc(arrivalRate: number, serviceSeconds: number, servers: number): number {
  const load = arrivalRate * serviceSeconds;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < servers; n += 1) {
    term *= load / n;
    sum += term;
  }
  const last = ((term * load) / servers) * (servers / (servers - load));
  const mustWait = last / (sum + last);
  return (mustWait * serviceSeconds) / (servers - load);
}

/** Wait in M/G/1 by Pollaczek and Khinchine; `variation` is deviation over mean: 0 = M/D/1, 1 = M/M/1. */
export function waitMG1(arrivalRate: number, serviceSeconds: number, variation: number): number {
  const use = arrivalRate * serviceSeconds;
  return (use * serviceSeconds * (1 + variation * variation)) / (2 * (1 - use));
}
