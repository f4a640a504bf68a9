import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

const shared = { testTimeout: 60_000, hookTimeout: 120_000 } as const;

/**
 * Two projects: everything that runs in Node (browser tests start a real Chromium themselves), and the viewer's
 * components in a simulated DOM.
 */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "node",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/viewer/**"],
        },
      },
      {
        plugins: [solid()],
        test: {
          ...shared,
          name: "viewer",
          environment: "happy-dom",
          include: ["test/viewer/**/*.test.{ts,tsx}"],
        },
      },
    ],
  },
});
