import { describe, expect, test } from "vitest";
import { formatProblem, parseScenario } from "../../scenarios/index.ts";

const small = `name: tiny
description: { en: A tiny site, zh: 小仓 }
start: "2025-11-10T20:00"
hours: 1
floor: { kind: generated, blocks: { columns: 2, rows: 2 } }
fleet:
  count: 4
  types:
    - name: carrier
      share: 1
stations:
  pick: { count: 1 }
  replenish: { count: 1 }
pods: { slots: 8, stockShare: 0.5 }
skus: { count: 20 }
demand:
  kind: saturated
  backlogOrders: 10
`;

/** Every problem of a text as the command line prints it. */
function problems(text: string, overrides: readonly string[] = []): readonly string[] {
  const result = parseScenario(text, "tiny.yaml", overrides);
  return result.ok ? [] : result.problems.map(formatProblem);
}
const changed = (from: string, to: string) => small.replace(from, to);

describe("a scenario file", () => {
  test("gets every default written in the schema", () => {
    const result = parseScenario(small, "tiny.yaml");
    if (!result.ok) throw new Error(result.problems.map(formatProblem).join("\n"));
    const { scenario } = result.value;
    expect(scenario.stepSeconds).toBe(2 / 3);
    expect(scenario.seed).toBe(1);
    expect(scenario.stations.pick).toMatchObject({ secondsPerUnit: 10, podSecondsPerUnit: 3, slots: 12 });
    expect(scenario.fleet.types[0]).toMatchObject({ speedMetresPerSecond: 1.5, fullTurnSeconds: 2.5 });
    expect(scenario.floor).toMatchObject({ blocks: { columns: 2, rows: 2, width: 4, height: 2 } });
    expect(scenario.planning.everyMinutes).toBe(15);
  });

  test("may start with a byte order mark", () => {
    expect(problems(`\uFEFF${small}`)).toEqual([]);
  });

  test("that is empty says so", () => {
    const advice = "Copy a bundled scenario to start from";
    const message = `tiny.yaml:1:1: expected a YAML document; found an empty file. ${advice}`;
    expect(problems("")).toEqual([message]);
    expect(problems("# only a comment\n")).toEqual([message]);
  });

  test("that is a list, or one word, is no scenario", () => {
    const expected = "tiny.yaml:1:1: expected the fields of a scenario (name, description, start, hours, …)";
    expect(problems("- a\n- b\n")).toEqual([`${expected}; found a list of 2`]);
    expect(problems("smoke\n")).toEqual([`${expected}; found "smoke"`]);
  });

  test("with broken YAML gets line and column of the first error, and how many follow", () => {
    const one = problems(changed("hours: 1", "hours: [1"));
    expect(one).toEqual([expect.stringMatching(/^tiny\.yaml:5:1: expected valid YAML; found [^.]*$/)]);
    const cascade = problems(
      changed("    - name: carrier", "    - [carrier, mule: {").replace("count: 4", "count: 4]"),
    );
    expect(cascade).toEqual([
      expect.stringMatching(
        /^tiny\.yaml:11:1: .*Mend this one first: \d+ more errors? follows?, perhaps only from it$/,
      ),
    ]);
  });

  test("with a field twice before broken YAML tells both, each with its place", () => {
    const found = problems(changed("hours: 1", "hours: 1\nhours: 2").replace("rows: 2 } }", "rows: 2 }"));
    expect(found).toEqual([
      expect.stringMatching(/^tiny\.yaml:5:1: hours: expected each field once/),
      expect.stringMatching(/^tiny\.yaml:7:1: expected valid YAML/),
    ]);
  });

  test("with a field twice names the field", () => {
    expect(problems(changed("hours: 1", "hours: 1\nhours: 2"))).toEqual([
      "tiny.yaml:5:1: hours: expected each field once; found hours a second time. Remove one of them",
    ]);
  });

  test("with a mistyped field names the nearest one", () => {
    expect(problems(changed("  backlogOrders", "  backlogOrder"))).toEqual([
      "tiny.yaml:18:3: demand.backlogOrder: expected a field of demand; found unknown field backlogOrder." +
        " Did you mean backlogOrders?",
    ]);
  });

  test("with a required field mistyped tells it once, where it stands", () => {
    expect(problems(changed("hours: 1", "huors: 1"))).toEqual([
      "tiny.yaml:4:1: huors: expected a field of a scenario; found unknown field huors. Did you mean hours?",
    ]);
    expect(problems(changed("  count: 4", "  cuont: 4"))).toEqual([
      "tiny.yaml:7:3: fleet.cuont: expected a field of fleet; found unknown field cuont. Did you mean count?",
    ]);
    expect(problems(changed("  kind: saturated", "  knid: saturated"))).toEqual([
      "tiny.yaml:17:3: demand.knid: expected a field of demand; found unknown field knid. Did you mean kind?",
    ]);
  });

  test("with a required field missing besides an unknown one tells both", () => {
    expect(problems(changed("hours: 1", "colour: red"))).toEqual([
      "tiny.yaml:1:1: hours: expected a number (required); found nothing. Add hours",
      expect.stringMatching(/^tiny\.yaml:4:1: colour: .* unknown field colour\. Known: name, /),
    ]);
  });

  test("tells several problems at once, in the order of the file", () => {
    const text = changed("count: 4", "count: -4")
      .replace("0.5", "-0.5")
      .replace("kind: saturated", "kind: saturatd");
    expect(problems(text)).toEqual([
      "tiny.yaml:7:10: fleet.count: expected a number at least 1; found -4",
      "tiny.yaml:14:31: pods.stockShare: expected a number at least 0; found -0.5",
      'tiny.yaml:17:9: demand.kind: expected one of festival, saturated, orders; found "saturatd".' +
        " Did you mean saturated?",
    ]);
  });

  test("with NaN where a number belongs is refused", () => {
    expect(problems(changed("hours: 1", "hours: .nan"))).toEqual([
      "tiny.yaml:4:8: hours: expected a number; found NaN",
    ]);
    expect(problems(changed("hours: 1", "hours: .inf"))).toEqual([
      "tiny.yaml:4:8: hours: expected a number; found Infinity",
    ]);
  });

  test("with tall racks wants robots that climb, and climbers want racks", () => {
    expect(problems(changed("rows: 2 } }", "rows: 2 }, racks: { levels: 5 } }"))).toEqual([
      "tiny.yaml:9:7: fleet.types[0].climb: expected how the type climbs floor.racks; found nothing." +
        " Give the type climb: {} for the default speed, or leave floor.racks out",
    ]);
    expect(problems(changed("share: 1", "climb: {}"))).toEqual([
      "tiny.yaml:10:14: fleet.types[0].climb: expected nothing without floor.racks; found a climbing speed." +
        " Give the floor racks, or leave climb out",
    ]);
    expect(problems(changed("rows: 2 } }", "rows: 2 }, racks: { levels: 65, climbers: 0 } }"))).toEqual([
      "tiny.yaml:5:77: floor.racks.levels: expected a number at most 64; found 65",
      "tiny.yaml:5:91: floor.racks.climbers: expected a number at least 1; found 0",
    ]);
  });

  test("without a required field says which", () => {
    expect(problems(changed("hours: 1\n", ""))).toEqual([
      "tiny.yaml:1:1: hours: expected a number (required); found nothing. Add hours",
    ]);
  });

  test("on a generated floor needs station counts", () => {
    expect(problems(changed("{ count: 1 }", "{ slots: 3 }"))).toEqual([
      "tiny.yaml:12:9: stations.pick.count: expected a whole number (required with floor.kind generated); found nothing",
    ]);
  });

  test("with a day that does not exist is refused", () => {
    expect(problems(changed("2025-11-10", "2025-02-30"))).toEqual([
      'tiny.yaml:3:8: start: expected a local date and time, e.g. 2025-11-10T20:00; found "2025-02-30T20:00"',
    ]);
  });

  test("whose robot types do not add up says by how much", () => {
    expect(problems(changed("share: 1", "count: 5"))).toEqual([
      "tiny.yaml:9:5: fleet.types: expected counts that add up to fleet.count (4); found 5." +
        " Set fleet.count to 5, or use share",
    ]);
  });

  test("whose robots cannot lift even an empty pod is refused", () => {
    expect(problems(changed("share: 1", "payloadKg: 80"))).toEqual([
      "tiny.yaml:10:18: fleet.types[0].payloadKg: expected more than an empty pod weighs (pods.emptyKg 80); found 80",
    ]);
  });

  test("that warms up longer than it runs is refused", () => {
    expect(problems(`${small}warmupMinutes: 60\n`)).toEqual([
      "tiny.yaml:19:16: warmupMinutes: expected less than the horizon of 60 minutes; found 60" +
        ". Simulate longer, or shorten the warm-up (warmupMinutes)",
    ]);
    // Where the run was made too short on the command line, that is what is wrong.
    expect(problems(`${small}warmupMinutes: 30\n`, ["hours=0.5"])).toEqual([
      "--set hours=0.5: hours: expected more than the warm-up of 30 minutes; found 0.5" +
        ". Simulate longer, or shorten the warm-up (warmupMinutes)",
    ]);
  });

  test("that names a category which no SKU has is refused", () => {
    expect(problems(`${small}  categoryShare: { fashion: 1 }\n`)).toEqual([
      "tiny.yaml:19:29: demand.categoryShare.fashion: expected a category of skus.categories: general; found fashion",
    ]);
  });
});

describe("--set", () => {
  test("overrides any field, also inside lists and where the file has none", () => {
    const overrides = ["fleet.count=9", "fleet.types[0].speedMetresPerSecond=2", "planning.everyMinutes=5"];
    const result = parseScenario(small, "tiny.yaml", overrides);
    if (!result.ok) throw new Error(result.problems.map(formatProblem).join("\n"));
    expect(result.value.scenario.fleet).toMatchObject({ count: 9, types: [{ speedMetresPerSecond: 2 }] });
    expect(result.value.scenario.planning.everyMinutes).toBe(5);
  });

  test("takes lists and fields written as YAML", () => {
    const result = parseScenario(small, "tiny.yaml", [
      "supply.leadMinutes={min: 1, max: 2}",
      "strategies=[a, b]",
    ]);
    expect(result.ok && result.value.scenario.supply.leadMinutes).toEqual({ min: 1, max: 2 });
    expect(result.ok && result.value.scenario.strategies).toEqual(["a", "b"]);
  });

  test("of an unknown path names the nearest field", () => {
    expect(problems(small, ["fleet.cuont=9", "flet.count=9"])).toEqual([
      "--set fleet.cuont=9: fleet.cuont: expected a field of fleet; found unknown field cuont. Did you mean count?",
      "--set flet.count=9: flet.count: expected a field of a scenario; found unknown field flet. Did you mean fleet?",
    ]);
  });

  test("of a list entry that does not exist tells the range", () => {
    expect(problems(small, ["fleet.types[3].share=1"])).toEqual([
      "--set fleet.types[3].share=1: fleet.types[3].share: expected an index of fleet.types, 0 to 1 (1 adds one); found 3",
    ]);
  });

  test("with a bad value points at the override, not at the file", () => {
    expect(problems(small, ["fleet.count=many"])).toEqual([
      '--set fleet.count=many: fleet.count: expected a number; found "many"',
    ]);
  });

  test("without a value is refused", () => {
    expect(problems(small, ["fleet.count"])).toEqual([
      '--set fleet.count: expected path=value; found "fleet.count". E.g. --set fleet.count=300',
    ]);
  });
});
