import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessInfo {
  pid: number;
  parentPid: number;
  command: string;
}

/** Every process of this machine that still runs, with its command line; what only waits to be reaped is not one. */
export function listProcesses(): ProcessInfo[] {
  // Small images of Linux have no `ps`, and macOS no /proc.
  return process.platform === 'linux' ? readdirSync('/proc').flatMap(readProcess) : askPs();
}

function readProcess(name: string): ProcessInfo[] {
  const pid = Number(name);
  if (!Number.isInteger(pid)) return [];
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces and brackets; what follows its last one does not.
    const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Arguments end in a NUL each; a server that says there what it does leaves more of them behind.
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trimEnd();
    return state === 'Z' ? [] : [{ pid, parentPid: Number(parentPid), command }];
  } catch {
    return []; // it ended meanwhile
  }
}

function askPs(): ProcessInfo[] {
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
