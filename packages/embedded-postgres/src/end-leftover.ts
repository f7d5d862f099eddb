import { execFile, spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sleep } from '@pgwatch-heroku/shared';
import { postgresOwner } from './readable-dir.js';
import type { Runtime } from './runtime.js';

/** What a server whose starter was killed takes at most to end by itself: five seconds and the kill (spawnGuarded). */
const patienceMs = 8_000;
/** Clocks are set while a machine starts. */
const clockToleranceMs = 60_000;

/**
 * A server whose starter was killed a moment ago is still shutting down: it is given time, then told. Its pid file
 * outlives a power cut, after which the pid may be anybody's: only a server of this very folder is told anything.
 * Whatever else the file may mean is PostgreSQL's to judge, but for one that is older than this machine's start.
 */
export async function endLeftover(runtime: Runtime, dataDir: string): Promise<void> {
  const pidFile = path.join(dataDir, 'postmaster.pid');
  const endsAt = performance.now() + patienceMs;
  let isOurs = false;
  while (performance.now() < endsAt) {
    // Pid, data folder, start as seconds since 1970: https://www.postgresql.org/docs/17/storage-file-layout.html
    const [pid, , startedAtS] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n').map(Number);
    if (!pid || !isAlive(pid)) return;
    const command = await commandOf(pid);
    isOurs = command.includes(` -D ${dataDir} `);
    if (!isOurs && command !== '') {
      const bootedAtMs = Date.now() - uptime() * 1_000;
      if (startedAtS && startedAtS * 1_000 < bootedAtMs - clockToleranceMs) await rm(pidFile, { force: true });
      return;
    }
    await sleep(200);
  }
  if (isOurs)
    spawnSync(runtime.pgCtl, ['-D', dataDir, '-m', 'fast', '-t', '10', 'stop'], { ...postgresOwner, cwd: '/' });
}

/** Of a process of another user we may not know; a server of ours would not be one. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process's command line with a space at its end; empty when it is about to be gone, as a server may be. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
  }
  const args = ['-ww', '-o', 'command=', '-p', String(pid)];
  const { stdout } = await promisify(execFile)('ps', args).catch(() => ({ stdout: '' }));
  return /^(\(.*\)|.*<defunct>)?$/.test(stdout.trim()) ? '' : `${stdout.trim()} `;
}
