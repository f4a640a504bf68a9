// npm run bench:faults -- [--seeds 20] [--first 0] [--only "part of a name"] [--write]
// Each row of the fault table in a running fleet in virtual time, for many seeds: seconds to recover, transports lost, robots that
// touch. --write puts the table into docs/reliability.md and the figures into bench/results. The same seeds give the same figures.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { faultRows } from "../test/live/fault-rows.ts";
import { runFault } from "../test/live/fault-run.ts";
import { quantile, rounded } from "./fleet/measure.ts";
import { machine } from "./machine.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    first: { type: "string", default: "0" },
    only: { type: "string", default: "" },
    write: { type: "boolean", default: false },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.first) + i);

const rows = faultRows
  .filter(({ name }) => name.includes(values.only))
  .map((row) => {
    const recoveries: number[] = [];
    const bad: number[] = [];
    let [lost, touching] = [0, 0];
    for (const seed of seeds) {
      const outcome = runFault(row, seed);
      lost += outcome.lost;
      touching += outcome.collisions.length > 0 ? 1 : 0;
      if (outcome.recoverySeconds !== null) recoveries.push(outcome.recoverySeconds);
      if (outcome.recoverySeconds !== null && outcome.lost === 0 && outcome.collisions.length === 0) continue;
      bad.push(seed);
      console.error(`${row.name}, seed ${seed}: ${outcome.world.tale()}`);
    }
    const result = {
      fault: row.name,
      seconds: row.seconds,
      runs: seeds.length,
      recoverySecondsMedian: rounded(quantile(recoveries, 0.5)),
      recoverySecondsMax: rounded(Math.max(...recoveries)),
      notRecovered: seeds.length - recoveries.length,
      transportsLost: lost,
      collisions: touching,
      badSeeds: bad,
    };
    console.log(JSON.stringify(result));
    return result;
  });
console.table(rows);
if (rows.some(({ badSeeds }) => badSeeds.length > 0)) process.exitCode = 1;
if (values.write) {
  const out = fileURLToPath(new URL("results/fleet-faults.json", import.meta.url));
  writeFileSync(out, `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`);
  const page = new URL("../docs/reliability.md", import.meta.url);
  const [begin, end] = ["<!-- faults -->", "<!-- end of faults -->"];
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  const lines = rows.map(
    (row) =>
      `| ${row.fault} | ${row.seconds} | ${row.recoverySecondsMedian} | ${row.recoverySecondsMax} | ${row.transportsLost} | ${row.collisions} |`,
  );
  const head = [
    "| fault | seconds | recovery, median s | most s | transports lost | collisions |",
    "|---|---:|---:|---:|---:|---:|",
  ];
  writeFileSync(page, `${text.slice(0, from)}\n${[...head, ...lines].join("\n")}\n${text.slice(to)}`);
}
