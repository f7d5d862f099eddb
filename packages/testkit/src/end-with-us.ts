import { type ChildProcess, spawn } from 'node:child_process';

/** Reads a line that only comes when the process has ended; the end of the pipe comes when we have. */
const script = 'read -r line || kill -s KILL "$1"';

/**
 * Has a child process that was started without a guard killed when this process is gone, however it went. For what a
 * test has to have as its own child; anything else is started by spawnGuarded().
 */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const watcher = spawn('/bin/sh', ['-c', script, 'watcher', String(child.pid)], {
    // A group of its own: Ctrl-C is for the others.
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  child.once('exit', () => watcher.stdin.end('ended\n'));
}
