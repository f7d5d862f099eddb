import { readdirSync, readFileSync } from 'node:fs';

/** Kernel ticks per second; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Stat {
  parent: number;
  ownTicks: number;
  childTicks: number;
}

/** CPU seconds (user and system) of one process so far. */
export const cpuSeconds = (pid: number): number => (readStat(pid)?.ownTicks ?? 0) / ticksPerSecond;

/** CPU seconds of a process and all that came from it, those that have ended included: a PostgreSQL server's sum. */
export function treeCpuSeconds(pid: number): number {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined;
    if (stat) stats.set(Number(name), stat);
  }
  const sum = (id: number): number => {
    const { ownTicks = 0, childTicks = 0 } = stats.get(id) ?? {};
    let total = ownTicks + childTicks;
    for (const [child, { parent }] of stats) if (parent === id) total += sum(child);
    return total;
  };
  return sum(pid) / ticksPerSecond;
}

/** Resident memory in MB now and at its highest. */
export function residentMegabytes(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command may hold spaces and parentheses; what follows its last one does not.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((i) => fields[i] ?? 0);
    return { parent, ownTicks: utime + stime, childTicks: cutime + cstime };
  } catch {
    return undefined; // it ended meanwhile
  }
}
