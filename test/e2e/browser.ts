import { execFile } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { havePart } from "../parts.ts";

/** `@sparticuz/chromium`: a Chromium for Linux on x64, and the libraries it needs, packed inside an npm package. */
function packageFolder(): string {
  let folder = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** A headless Chromium; null, with one loud line, where none can run. */
export async function launchBrowser(): Promise<Browser | null> {
  let why = "It runs on Linux, x64.";
  let browser: Browser | null = null;
  if (process.platform === "linux" && process.arch === "x64") {
    try {
      browser = await launch({});
    } catch (error) {
      try {
        browser = await launch({ LD_LIBRARY_PATH: await unpacked("al2023.tar.br", unpackFolder, "lib") });
      } catch {
        why = String(error).split("\n", 3).join(" ");
      }
    }
  }
  havePart("browser", browser !== null, why);
  return browser;
}

/** Also runs as root, and in containers with little shared memory. */
async function launch(env: Record<string, string>): Promise<Browser> {
  return chromium.launch({
    executablePath: await unpacked("chromium.br", unpackFile),
    args: [
      "--no-sandbox",
      "--no-zygote",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--font-render-hinting=none",
    ],
    env: { ...(process.env as Record<string, string>), ...env },
  });
}

/** Unpacks a file of the package once on this machine, whole or not at all; several processes may ask at once. */
async function unpacked(
  name: string,
  unpack: (from: string, to: string) => Promise<void>,
  inside = "",
): Promise<string> {
  const folder = packageFolder();
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const target = join(tmpdir(), `kindred-${version}-${process.getuid?.() ?? 0}-${name.split(".")[0]}`);
  if (!existsSync(target)) {
    const draft = mkdtempSync(`${target}-`);
    try {
      await unpack(join(folder, "bin", name), join(draft, "out"));
      renameSync(join(draft, "out"), target);
    } catch (error) {
      if (!existsSync(target)) throw error;
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return join(target, inside);
}

function unpackFile(from: string, to: string): Promise<void> {
  return pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o700 }));
}

async function unpackFolder(from: string, to: string): Promise<void> {
  const archive = `${to}.tar`;
  await unpackFile(from, archive);
  await new Promise<void>((resolve, reject) => {
    const command = `mkdir "$2" && tar -xf "$1" -C "$2"`;
    execFile("sh", ["-c", command, "sh", archive, to], (error) => (error ? reject(error) : resolve()));
  });
}
