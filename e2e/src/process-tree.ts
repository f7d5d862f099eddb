import { execFileSync } from 'node:child_process';

export interface ProcessInfo {
  pid: number;
  parentPid: number;
  command: string;
}

/** Every process of this machine, with its command line. */
export function listProcesses(): ProcessInfo[] {
  const text = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,command='], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match ? [{ pid: Number(match[1]), parentPid: Number(match[2]), command: match[3] ?? '' }] : [];
  });
}

/** The descendants of a process, itself not included. */
export function listDescendants(pid: number, processes: ProcessInfo[] = listProcesses()): ProcessInfo[] {
  const children = processes.filter(({ parentPid }) => parentPid === pid);
  return children.flatMap((child) => [child, ...listDescendants(child.pid, processes)]);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
