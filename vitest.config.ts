import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

/** One run for the whole house; browser tests start a real Chromium themselves (see test/browser). */
export default defineConfig({
  plugins: [solid()],
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
