// Builds what is missing or older than its sources: kernels/*.ts → kernels/build/*.wasm, and the dashboard.
// `npm ci` runs it (prepare); after `npm ci --ignore-scripts` the first start does.
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runUnderRuntime } from "./run.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const kernelFolder = join(root, "kernels");
const buildFolder = join(kernelFolder, "build");
const dashboard = join(root, "dashboard");

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path)
    .filter((name) => name !== "dist" && name !== "node_modules")
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

/** A first start after `npm ci --ignore-scripts` takes long, and says why. */
function tell(what) {
  process.stderr.write(`kindred: building the ${what}, once\n`);
}

function fresh(output, sources) {
  return existsSync(output) && statSync(output).mtimeMs >= Math.max(...sources.map(newest));
}

async function buildKernel(name) {
  const source = join(kernelFolder, name);
  const output = join(buildFolder, name.replace(/\.ts$/, ".wasm"));
  const parts = source.replace(/\.ts$/, "");
  if (fresh(output, existsSync(parts) ? [source, parts] : [source])) return 0;
  tell(`numeric kernel ${name}`);
  const asc = join(root, "node_modules", "assemblyscript", "bin", "asc.js");
  const flags =
    "-O3 --noAssert --runtime stub --importMemory --sharedMemory --initialMemory 16 --maximumMemory 65536";
  const enable = "--enable simd --enable relaxed-simd --enable threads --enable bulk-memory";
  const args = [asc, source, ...flags.split(" "), ...enable.split(" "), "-o", output];
  return runUnderRuntime("node", args, { stdio: ["ignore", "ignore", "inherit"] });
}

async function buildDashboard() {
  const output = join(dashboard, "dist", "index.html");
  if (!existsSync(join(dashboard, "index.html"))) return 0;
  if (fresh(output, [dashboard, join(root, "src", "words"), join(root, "src", "serve", "contract.ts")]))
    return 0;
  tell("dashboard");
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  return runUnderRuntime("node", [vite, "build", dashboard, "--logLevel", "warn"], {
    env: { NODE_ENV: "production" },
  });
}

/** Builds kernels and dashboard; resolves with an exit code. */
export async function build() {
  mkdirSync(buildFolder, { recursive: true });
  for (const name of readdirSync(kernelFolder).filter((f) => f.endsWith(".ts") && !f.endsWith(".d.ts"))) {
    const code = await buildKernel(name);
    if (code !== 0) return code;
  }
  return buildDashboard();
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) process.exit(await build());
