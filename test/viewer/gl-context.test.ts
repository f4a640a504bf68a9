import { describe, expect, it } from "vitest";
import { ContextLost, withContext } from "../../viewer/src/floor/gl-context.ts";

/** A canvas whose context can be lost, and that gives it back as browsers do: only to a page that asks. */
function fakeCanvas() {
  const canvas = document.createElement("canvas");
  let lost = false;
  const context = {
    isContextLost: () => lost,
    getShaderParameter: () => (lost ? null : true),
  } as unknown as WebGL2RenderingContext;
  canvas.getContext = (() => context) as unknown as typeof canvas.getContext;
  const lose = () => {
    lost = true;
    setTimeout(() => {
      const event = new Event("webglcontextlost", { cancelable: true });
      canvas.dispatchEvent(event);
      if (!event.defaultPrevented) return;
      lost = false;
      canvas.dispatchEvent(new Event("webglcontextrestored"));
    });
  };
  return { canvas, context, lose };
}

/** As Pixi does: smaller and smaller until one compiles; on a lost context none does. */
function findLargestShader(context: WebGL2RenderingContext): number {
  for (let asked = 0; asked < 100; asked += 1) {
    if (context.getShaderParameter({} as WebGLShader, 0x8b81) === true) return asked;
  }
  throw new Error("asked for ever");
}

describe("opening a canvas", () => {
  it("gives what is opened on its context, and leaves the context as it was", async () => {
    const { canvas, context } = fakeCanvas();
    const ask = context.getShaderParameter;
    expect(await withContext(canvas, async (given) => findLargestShader(given))).toBe(0);
    expect(context.getShaderParameter).toBe(ask);
  });
  it("does not hang when the context is lost meanwhile, but opens again once it is back", async () => {
    const { canvas, lose } = fakeCanvas();
    let opened = 0;
    const done = await withContext(canvas, async (context) => {
      opened += 1;
      if (opened === 1) lose();
      return findLargestShader(context);
    });
    expect([opened, done]).toEqual([2, 0]);
  });
  it("gives up when it is lost each time", async () => {
    const { canvas, lose } = fakeCanvas();
    let opened = 0;
    const opening = withContext(canvas, async (context) => {
      opened += 1;
      lose();
      return findLargestShader(context);
    });
    await expect(opening).rejects.toBeInstanceOf(ContextLost);
    expect(opened).toBe(3);
  });
  it("passes other errors on at once", async () => {
    const { canvas } = fakeCanvas();
    await expect(withContext(canvas, () => Promise.reject(new Error("other")))).rejects.toThrow("other");
  });
});
