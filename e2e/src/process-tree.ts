import { execFileSync } from 'node:child_process';

export interface ProcessInfo {
  pid: number;
  parentPid: number;
  command: string;
}

/** Every process of this machine that still runs, with its command line; what only waits to be reaped is not one. */
export function listProcesses(): ProcessInfo[] {
  const text = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,command='], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+([^Z\s]\S*)\s+(.*)$/.exec(line);
    return match ? [{ pid: Number(match[1]), parentPid: Number(match[2]), command: match[4] ?? '' }] : [];
  });
}

/** The descendants of a process, itself not included. */
export function listDescendants(pid: number, processes: ProcessInfo[] = listProcesses()): ProcessInfo[] {
  const children = processes.filter(({ parentPid }) => parentPid === pid);
  return children.flatMap((child) => [child, ...listDescendants(child.pid, processes)]);
}

export function isAlive(pid: number): boolean {
  return listProcesses().some((process) => process.pid === pid);
}
