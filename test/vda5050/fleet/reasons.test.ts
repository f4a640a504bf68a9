// What a robot says of itself reaches screens as plain words.
import { expect, test } from "vitest";
import { reasonText } from "../../../devices/vda5050/index.ts";

test("control characters and long texts of a robot are not passed on", () => {
  const detail = `motor\u001b[2J\nhot ${"x".repeat(1_000)}`;
  for (const language of ["en", "zh"] as const) {
    const { why } = reasonText({ reason: "fatal", detail }, language);
    expect(why).not.toMatch(/\p{Cc}/u);
    expect(why).toContain("motor [2J hot xxx");
    expect(why.length).toBeLessThan(300);
  }
});
