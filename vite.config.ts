import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * `vite build` makes the static viewer in dist/viewer; `vite build --mode node` makes the command line and its
 * workers in dist/node. Both are built from the same sources.
 */
export default defineConfig(({ mode }) => {
  if (mode === "node") {
    return {
      build: {
        ssr: true,
        target: "node20",
        outDir: here("dist/node"),
        emptyOutDir: true,
        minify: false,
        copyPublicDir: false,
        rollupOptions: {
          input: {
            main: here("cli/main.ts"),
            "run-worker": here("scenarios/node/run-worker.ts"),
            "solver-worker": here("devices/solver/node/solver-worker.ts"),
          },
          output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
        },
      },
    };
  }
  return {
    root: here("viewer"),
    base: "./",
    plugins: [solid()],
    worker: { format: "es" as const },
    build: { outDir: here("dist/viewer"), emptyOutDir: true, target: "es2022" },
  };
});
