import { describe, expect, test } from "vitest";
import { EventQueue, Random } from "../../sim/kernel/index.ts";

const drain = (queue: EventQueue) => {
  const order: number[] = [];
  const event = { time: 0, kind: 0, a: 0, b: 0 };
  while (queue.pop(event)) order.push(event.a);
  return order;
};

describe("the event queue", () => {
  test("orders by time, then priority, then sequence of pushing", () => {
    const queue = new EventQueue(1);
    expect(queue.nextTime).toBe(Infinity);
    queue.push(5, 0, 0, 1);
    queue.push(3, 1, 0, 2);
    queue.push(3, 0, 0, 3);
    queue.push(3, 1, 0, 4);
    queue.push(3, 0, 0, 5);
    expect([queue.nextTime, queue.count]).toEqual([3, 5]);
    expect(drain(queue)).toEqual([3, 5, 2, 4, 1]);
    expect(queue.count).toBe(0);
  });

  test("agrees with sorting through thousands of pushes and pops, and across a snapshot", () => {
    const random = new Random(11, "event queue test");
    const queue = new EventQueue(4);
    const waiting: { time: number; id: number }[] = [];
    const event = { time: 0, kind: 0, a: 0, b: 0 };
    const restored = new EventQueue(4);
    for (let id = 0; id < 1500; id += 1) {
      const time = random.below(50);
      queue.push(time, 0, 0, id);
      waiting.push({ time, id });
      if (random.uniform() < 0.45) {
        waiting.sort((a, b) => a.time - b.time || a.id - b.id);
        queue.pop(event);
        expect(event.a).toBe(waiting.shift()!.id);
      }
      if (id === 700) {
        restored.restore(structuredClone(queue.snapshot()));
        const copy = new EventQueue(1);
        copy.restore(queue.snapshot());
        waiting.sort((a, b) => a.time - b.time || a.id - b.id);
        expect(drain(restored)).toEqual(waiting.map((entry) => entry.id));
        copy.push(-1, 0, 0, 9999);
        expect(drain(copy)[0]).toBe(9999);
      }
    }
    waiting.sort((a, b) => a.time - b.time || a.id - b.id);
    expect(drain(queue)).toEqual(waiting.map((entry) => entry.id));
  });
});
