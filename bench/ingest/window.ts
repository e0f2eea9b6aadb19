import { messageHash } from "../../src/ingest/events/message-hash.ts";
import { MessageWindow } from "../../src/ingest/events/window.ts";

/** Milliseconds that may be spent on 1,000 events. */
const CEILING_MS = 15;

/** Telling 1,000 events from `held` messages of the window; each line as a row of a table. */
export function benchWindow(held: number): string[] {
  const window = new MessageWindow();
  const today = 20_000;
  let slowest = 0;
  for (let from = 0; from < held; from += 1000) {
    const started = performance.now();
    for (let i = from; i < from + 1000; i++) window.add(messageHash("web", `m${i}`), today);
    slowest = Math.max(slowest, performance.now() - started);
  }
  const times = Array.from({ length: 51 }, (_, round) => {
    const started = performance.now();
    let known = 0;
    for (let i = 0; i < 1000; i++) {
      const id = i % 2 === 0 ? `m${(round * 7919 + i * 104_729) % held}` : `new-${round}-${i}`;
      if (window.has(messageHash("web", id), today)) known++;
    }
    if (known !== 500) throw new Error(`${known} of 500 known messages were found`);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const median = times[25]!;
  return [
    [
      `1,000 events against ${held.toLocaleString("en")} of the window`,
      `${median.toFixed(2)} ms`,
      `slowest 1,000 while it grew ${slowest.toFixed(1)} ms, ${(window.bytes / 1e6).toFixed(0)} MB`,
      `≤ ${CEILING_MS} ms`,
      median <= CEILING_MS ? "reached" : "SHORT",
      "",
    ].join(" | "),
  ];
}
