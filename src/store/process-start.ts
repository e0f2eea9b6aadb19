import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Tells the process `pid` from every other that has had this number: boot and start tick on Linux, start time
 * elsewhere. Undefined where there is no such process or the system does not say.
 */
export function processStart(pid: number): string | undefined {
  try {
    if (process.platform === "linux") return linux(pid);
    const [command, args] =
      process.platform === "win32"
        ? ["powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]]
        : ["ps", ["-o", "lstart=", "-p", String(pid)]];
    const said = spawnSync(command as string, args as string[], { encoding: "utf8", env: { LC_ALL: "C" } });
    return said.stdout?.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Field 22 of proc(5) `stat`, counted after the command name, which may hold blanks and brackets. */
function linux(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return ticks && `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${ticks}`;
}

/** Whether a process with this number runs, be it ours or another user's. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
