// A load generator of its own process: sends events over keep-alive connections as fast as they are answered, and
// prints one line of JSON. Arguments: url, write key, events a call, seconds, connections.
import { Agent, request } from "node:http";
import process from "node:process";

const [, , url = "", key = "", perCall = "100", seconds = "5", connections = "8"] = process.argv;
const batch = Number(perCall);
const until = performance.now() + Number(seconds) * 1000;
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const path = batch === 1 ? "/v1/track" : "/v1/batch";
const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
const run = Math.floor(Math.random() * 2 ** 40).toString(36);
let next = 0;

/** An event of about 300 bytes, as a shop's page sends it. */
function event(): string {
  const n = next++;
  return `{"type":"track","event":"Product Viewed","messageId":"${run}-${n}","anonymousId":"visitor-${n % 50_000}","timestamp":"${new Date().toISOString()}","properties":{"product_id":"P${n % 4000}","category":"Lamps","price":${(n % 90) + 0.5},"currency":"EUR"},"context":{"page":{"path":"/lamps/${n % 4000}"},"locale":"de-DE"}}`;
}

function body(): string {
  if (batch === 1) return event();
  const events = Array.from({ length: batch }, event);
  return `{"batch":[${events.join(",")}],"sentAt":"${new Date().toISOString()}"}`;
}

const latencies: number[] = [];
const statuses: Record<string, number> = {};

function call(): Promise<void> {
  const text = body();
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      url + path,
      {
        method: "POST",
        agent,
        headers: {
          authorization,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
        },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => {
          latencies.push(performance.now() - from);
          statuses[answer.statusCode!] = (statuses[answer.statusCode!] ?? 0) + 1;
          resolve();
        });
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}

const started = performance.now();
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    while (performance.now() < until) await call();
  }),
);
const wall = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const quantile = (q: number) => latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))]!;
const accepted = (statuses[200] ?? 0) * batch;
process.stdout.write(
  `${JSON.stringify({ accepted, perSecond: accepted / wall, p50: quantile(0.5), p99: quantile(0.99), statuses })}\n`,
);
agent.destroy();
