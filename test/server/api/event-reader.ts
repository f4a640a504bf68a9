// Reads server-sent events as a browser would.
export interface ReadEvent {
  readonly id?: number;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the test expects
  readonly data: any;
}

export interface EventReader {
  readonly events: readonly ReadEvent[];
  /** Resolves when so many have come. */
  atLeast(count: number): Promise<readonly ReadEvent[]>;
  readonly ended: Promise<void>;
  close(): void;
}

export async function readEvents(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const abort = new AbortController();
  const response = await fetch(`${url}${path}`, { headers, signal: abort.signal });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const events: ReadEvent[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let text = "";
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      text += decoder.decode(chunk, { stream: true });
      let end = text.indexOf("\n\n");
      while (end >= 0) {
        const event = eventOf(text.slice(0, end));
        if (event !== null) events.push(event);
        text = text.slice(end + 2);
        end = text.indexOf("\n\n");
      }
      for (const { count, resolve } of waiting) if (events.length >= count) resolve();
    }
  })().catch(() => {});
  return {
    events,
    atLeast: async (count) => {
      if (events.length < count)
        await new Promise<void>((resolve) => {
          waiting.push({ count, resolve });
        });
      return events;
    },
    ended,
    close: () => abort.abort(),
  };
}

function eventOf(block: string): ReadEvent | null {
  const fields = new Map(
    block
      .split("\n")
      .filter((line) => /^\w/.test(line))
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  const data = fields.get("data");
  if (data === undefined) return null;
  const id = fields.get("id");
  return {
    event: fields.get("event") ?? "message",
    data: JSON.parse(data),
    ...(id === undefined ? {} : { id: Number(id) }),
  };
}
