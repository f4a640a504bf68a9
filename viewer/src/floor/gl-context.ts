// The WebGL context of a canvas, which the browser may take away at any moment: when the graphics process ends, or has more to
// do than it can. Pixi tries shaders of falling size while it opens, and never stops on a context that is lost; here that is an
// error, and the context is awaited.

/** How often and how long a context that is lost while it is being opened is awaited. */
const triesMax = 3;
const restoreMillisecondsMax = 8000;

export class ContextLost extends Error {
  constructor() {
    super("The browser took the WebGL context away while it was being opened (graphics process overloaded?)");
  }
}

type Context = WebGLRenderingContext | WebGL2RenderingContext;

/**
 * Opens the canvas and lets `open` use its context, again where it is lost meanwhile and comes back. Throws `ContextLost` when
 * it stays lost, and where the browser has no WebGL.
 */
export async function withContext<T>(
  canvas: HTMLCanvasElement,
  open: (context: WebGL2RenderingContext) => Promise<T>,
): Promise<T> {
  const attributes: WebGLContextAttributes = {
    alpha: false,
    antialias: false,
    stencil: true,
    premultipliedAlpha: true,
  };
  // A context is only given back to a page that asks for it.
  const askBack = (event: Event) => event.preventDefault();
  canvas.addEventListener("webglcontextlost", askBack);
  try {
    for (let tried = 1; ; tried += 1) {
      const context: Context | null =
        canvas.getContext("webgl2", attributes) ?? canvas.getContext("webgl", attributes);
      if (context === null) throw new Error("This browser gives the page no WebGL");
      try {
        if (context.isContextLost()) throw new ContextLost();
        // Pixi takes both versions; its types say the newer one.
        return await throwingWhenLost(context, () => open(context as WebGL2RenderingContext));
      } catch (error) {
        if (!(error instanceof ContextLost) || tried === triesMax || !(await restored(canvas))) throw error;
      }
    }
  } finally {
    canvas.removeEventListener("webglcontextlost", askBack);
  }
}

/** While `open` runs, asking for a shader of a lost context throws instead of answering null for ever. */
async function throwingWhenLost<T>(context: Context, open: () => Promise<T>): Promise<T> {
  const ask = context.getShaderParameter;
  context.getShaderParameter = (shader: WebGLShader, name: GLenum) => {
    if (context.isContextLost()) throw new ContextLost();
    return ask.call(context, shader, name);
  };
  try {
    return await open();
  } finally {
    context.getShaderParameter = ask;
  }
}

function restored(canvas: HTMLCanvasElement): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isBack: boolean) => {
      clearTimeout(timer);
      canvas.removeEventListener("webglcontextrestored", back);
      resolve(isBack);
    };
    const back = () => end(true);
    const timer = setTimeout(() => end(false), restoreMillisecondsMax);
    canvas.addEventListener("webglcontextrestored", back);
  });
}
