import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export interface GuardedProcessOptions {
  command: string;
  args?: string[];
  env?: Record<string, string>;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** What the process and its children get when we are gone without having stopped it. */
  orphanSignal?: 'TERM' | 'INT';
}

export interface ExitStatus {
  /** As the shell reports it: 128 + n when ended by signal n. */
  code: number;
}

/**
 * A child process, with all of its own children, that cannot outlive us, however we end.
 *
 * It runs in a process group of its own under `/bin/sh`. Beside it, a shell blocks on a pipe whose other end only we
 * hold: when we die, even by SIGKILL, the kernel closes that end, the shell wakes up and ends the group. A terminal's
 * Ctrl-C does not reach the group, so the order in which things stop is ours.
 */
export interface GuardedProcess {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the process has ended and nothing of its group is left. */
  readonly exited: Promise<ExitStatus>;
  /** Sends a signal to every process of the group. */
  signal(signal: NodeJS.Signals): void;
  /** Signals, and kills what is left after `graceMs`; resolves to whether the kill was needed. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<{ killed: boolean }>;
}

// The command is started before the main shell begins to survive signals: a signal that comes earlier ends the shell and
// whatever there is of the command, one that comes later finds the command there. `wait` returns at every signal, hence
// the loop. The watching shell ignores signals altogether; five seconds are enough for PostgreSQL's fast shutdown.
const script = `
sig=$1; shift
( trap '' INT TERM HUP; cat <&3; kill -s "$sig" 0; sleep 5; kill -s KILL 0 ) >/dev/null 2>&1 &
"$@" 3<&- & command=$!
trap : INT TERM HUP
wait $command; code=$?
while kill -s 0 $command 2>/dev/null; do wait $command; code=$?; done
exit $code`;

export function spawnGuarded(options: GuardedProcessOptions): GuardedProcess {
  const { command, args = [], orphanSignal = 'TERM', ...rest } = options;
  const child: ChildProcess = spawn('/bin/sh', ['-c', script, 'guard', orphanSignal, command, ...args], {
    ...(rest.env ? { env: rest.env } : {}),
    ...(rest.cwd ? { cwd: rest.cwd } : {}),
    ...(rest.uid === undefined ? {} : { uid: rest.uid, gid: rest.gid ?? rest.uid }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const lifeline = child.stdio[3] as Writable;
  lifeline.on('error', () => undefined); // EPIPE once the watching shell is gone
  const pid = child.pid;
  const signal = (name: NodeJS.Signals) => {
    if (pid === undefined) return;
    try {
      process.kill(-pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const exited = new Promise<ExitStatus>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, ended) => {
      signal('SIGKILL'); // the watching shell, and whatever the command left behind
      lifeline.destroy();
      resolve({ code: code ?? (ended === 'SIGKILL' ? 137 : 143) });
    });
  });
  exited.catch(() => undefined); // whoever awaits it sees the error
  return {
    pid: pid ?? -1,
    stdout: child.stdout as Readable,
    stderr: child.stderr as Readable,
    exited,
    signal,
    async stop(name, graceMs) {
      let killed = false;
      signal(name);
      const timer = setTimeout(() => {
        killed = true;
        signal('SIGKILL');
      }, graceMs);
      await exited.catch(() => undefined);
      clearTimeout(timer);
      return { killed };
    },
  };
}
