import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { formatProblem, type OrderReading, readOrderText } from "../../scenarios/index.ts";
import { readOrderFile } from "../../scenarios/node/read-order-file.ts";

const header = "order_id,time,sku,quantity,due\n";

function reading(text: string): OrderReading {
  const result = readOrderText(text, "orders.csv");
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join("\n"));
  return result.value;
}
function problems(text: string): readonly string[] {
  const result = readOrderText(text, "orders.csv");
  return result.ok ? [] : result.problems.map(formatProblem);
}
/** Reason of each bad row with its line. */
function bad(text: string): readonly string[] {
  return reading(text).report.badRows.map((row) => `${row.line} ${row.reason} ${row.detail}`);
}

describe("an order file", () => {
  test("becomes orders by time, each with its lines in file order", () => {
    const { orders } = reading(
      `${header}b,2025-11-10 20:05,apple,2,\na,2025-11-10T20:00:30,pear,1,2025-11-10 22:00\nb,2025-11-10 20:05,pear,3,\n`,
    );
    expect(orders.orderCount).toBe(2);
    expect(orders.skuNames).toEqual(["apple", "pear"]);
    expect([...orders.firstLine]).toEqual([0, 1, 3]);
    expect([...orders.lineSku]).toEqual([1, 0, 1]);
    expect([...orders.lineUnits]).toEqual([1, 2, 3]);
    expect(orders.timeLocalSeconds[1]! - orders.timeLocalSeconds[0]!).toBe(270);
    expect(orders.dueLocalSeconds[0]! - orders.timeLocalSeconds[0]!).toBe(7170);
    expect(orders.dueLocalSeconds[1]).toBeNaN();
  });

  test("may carry a byte order mark, quotes, doubled quotes and line breaks inside quotes", () => {
    const { orders, report } = reading(
      `\uFEFF"order_id","time","sku","quantity"\r\n"1","2025-11-10 20:00","a ""b"", c\nd","2"\r\n`,
    );
    expect(orders.skuNames).toEqual(['a "b", c\nd']);
    expect(report).toMatchObject({ rows: 1, accepted: 1, rejected: 0 });
  });

  test("counts every bad row with its line and its reason, and keeps the good ones", () => {
    const rows = [
      "1,2025-11-10 20:00,A,1,",
      "2,2025-11-10 20:00,A,-1,",
      "3,2025-11-10 20:00,A,0,",
      "4,2025-11-10 20:00,A,1.5,",
      "5,2025-11-10 20:00,A,many,",
      "6,10/11/2025,A,1,",
      "7,2025-02-30 20:00,A,1,",
      "8,,A,1,",
      "9,2025-11-10 20:00",
      "10,2025-11-10 20:00,A,1,2025-11-10 19:00",
      '11,2025-11-10 20:00,A"B,1,',
      "12,2025-11-10 20:00,A,1,",
    ];
    const text = header + rows.join("\n");
    expect(bad(text)).toEqual([
      "3 negative-quantity -1",
      "4 zero-quantity 0",
      "5 bad-quantity 1.5",
      "6 bad-quantity many",
      "7 bad-time 10/11/2025",
      "8 bad-time 2025-02-30 20:00",
      "9 missing-field time",
      "10 missing-field sku",
      "11 bad-due 2025-11-10 19:00",
      expect.stringMatching(/^12 broken-row Invalid Opening Quote/),
    ]);
    const { report, orders } = reading(text);
    expect(report).toMatchObject({ rows: 12, accepted: 2, rejected: 10 });
    expect(Object.values(report.rejectedByReason).reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(orders.orderCount).toBe(2);
  });

  test("that ends inside quotes reports the broken row", () => {
    expect(bad(`${header}1,2025-11-10 20:00,A,1,\n2,2025-11-10 20:00,"A,1,\n`)[0]).toMatch(
      /broken-row Quote Not Closed/,
    );
  });

  test("that is empty, or only a header, is refused", () => {
    const expected =
      "orders.csv:1:1: expected a header row with order_id,time,sku,quantity[,due] and at least one row";
    expect(problems("")).toEqual([`${expected}; found an empty file`]);
    expect(problems("\uFEFF\n\n")).toEqual([`${expected}; found an empty file`]);
    const onlyHeader =
      "expected at least one order line; found only a header. Add the order lines below the header";
    expect(problems(header)).toEqual([`orders.csv:1:1: ${onlyHeader}`]);
    expect(problems(`\n\n${header}`)).toEqual([`orders.csv:3:1: ${onlyHeader}`]);
  });

  test("without one good row says what is wrong with the first", () => {
    expect(problems(`${header}1,2025-11-10 20:00,A,-1,\n`)).toEqual([
      "orders.csv:2:1: expected at least one order line; found 1 rows, all bad (line 2: negative-quantity: -1)",
    ]);
  });

  test("with other column names is told how to name them", () => {
    expect(problems("InvoiceNo,StockCode,Quantity,InvoiceDate\n")).toEqual([
      "orders.csv:1:1: order: expected a column order_id; found columns InvoiceNo, StockCode, Quantity, InvoiceDate." +
        " Name it in the scenario: demand.columns.order: InvoiceNo",
      "orders.csv:1:1: time: expected a column time; found columns InvoiceNo, StockCode, Quantity, InvoiceDate." +
        " Name it in the scenario: demand.columns.time: InvoiceDate",
      "orders.csv:1:1: sku: expected a column sku; found columns InvoiceNo, StockCode, Quantity, InvoiceDate." +
        " Name it in the scenario: demand.columns.sku: StockCode",
      "orders.csv:1:1: quantity: expected a column quantity; found columns InvoiceNo, StockCode, Quantity, InvoiceDate." +
        " Name it in the scenario: demand.columns.quantity: Quantity",
    ]);
    const columns = {
      order: "InvoiceNo",
      time: "InvoiceDate",
      sku: "StockCode",
      quantity: "Quantity",
      due: "due",
    };
    const text = "InvoiceNo,StockCode,Quantity,InvoiceDate\n536365,85123A,6,2010-12-01 08:26:00\n";
    const result = readOrderText(text, "orders.csv", columns);
    expect(result.ok && result.value.orders.skuNames).toEqual(["85123A"]);
  });

  test("separated by semicolons is told to use commas", () => {
    expect(problems("order_id;time;sku;quantity\n")[0]).toBe(
      "orders.csv:1:1: order: expected a column order_id; found no commas: order_id;time;sku;quantity." +
        " Separate the columns with commas",
    );
  });
});

describe("an order file on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-orders-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = `${header}1,2025-11-10 20:00,A,1,\n2,2025-11-10 20:01,B,-2,\n`;

  async function fileProblems(name: string): Promise<readonly string[]> {
    const result = await readOrderFile(join(folder, name), name);
    return result.ok ? [] : result.problems.map(formatProblem);
  }

  test("is read plain or gzip to the same list and report", async () => {
    writeFileSync(join(folder, "plain.csv"), text);
    writeFileSync(join(folder, "packed.csv"), gzipSync(text));
    const plain = await readOrderFile(join(folder, "plain.csv"), "orders.csv");
    expect(plain).toEqual(readOrderText(text, "orders.csv"));
    expect(await readOrderFile(join(folder, "packed.csv"), "orders.csv")).toEqual(plain);
  });

  test("that is not there, or is empty, is refused", async () => {
    const missing = await readOrderFile(join(folder, "none.csv"), "none.csv");
    expect(!missing.ok && missing.problems.map(formatProblem)).toEqual([
      "none.csv: expected an order file; found no such file",
    ]);
    writeFileSync(join(folder, "empty.csv"), "");
    const empty = await readOrderFile(join(folder, "empty.csv"), "empty.csv");
    expect(!empty.ok && empty.problems[0]!.found).toBe("an empty file");
  });

  test("cut off in the middle of its gzip stream is refused", async () => {
    writeFileSync(join(folder, "cut.csv.gz"), gzipSync(text).subarray(0, 40));
    expect(await fileProblems("cut.csv.gz")).toEqual([
      "cut.csv.gz: expected a whole gzip file; found one that ends too early." +
        " Copy or download it again; gzip -t tells whether it is whole",
    ]);
  });

  test("whose gzip stream is damaged is refused", async () => {
    const bytes = gzipSync(text);
    bytes[bytes.length - 6]! ^= 0xff;
    writeFileSync(join(folder, "damaged.csv.gz"), bytes);
    expect((await fileProblems("damaged.csv.gz"))[0]).toMatch(
      /^damaged\.csv\.gz: expected a sound gzip file; found damaged data \(.*\)\. Copy or download it again/,
    );
  });

  test("called .gz that is not gzip is refused, saying what it begins with and what to do", async () => {
    const expected = (name: string, found: string) => [
      `${name}: expected a gzip file, as its name says; found ${found}.` +
        " Compress it with gzip, or take .gz off its name if it is plain CSV",
    ];
    writeFileSync(join(folder, "plain.csv.gz"), text);
    const not = "a file that is not gzip: it begins";
    expect(await fileProblems("plain.csv.gz")).toEqual(
      expected("plain.csv.gz", `${not} with the text "order_id"`),
    );
    writeFileSync(join(folder, "zip.csv.gz"), Buffer.from("504b0304", "hex"));
    expect(await fileProblems("zip.csv.gz")).toEqual(expected("zip.csv.gz", `${not} like a zip archive`));
    writeFileSync(join(folder, "zstd.csv.gz"), Buffer.from("28b52ffd", "hex"));
    expect(await fileProblems("zstd.csv.gz")).toEqual(
      expected("zstd.csv.gz", `${not} with the bytes 28b52ffd`),
    );
    writeFileSync(join(folder, "empty.csv.gz"), "");
    expect(await fileProblems("empty.csv.gz")).toEqual(expected("empty.csv.gz", "an empty file"));
  });
});
