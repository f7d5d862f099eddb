/**
 * Runs inside the built image, fed to node on standard input by scripts/check-image.js, as the user that a dyno has:
 * `measure` sums up the files of the image; `run` starts processes as Heroku does and compares the files before and
 * after. Prints one line of JSON.
 */
import { execFileSync, spawn } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Not of the image: what the kernel and the container tool mount. */
const mounted = new Set(['/proc', '/sys', '/dev', '/run', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf']);
/** The router's limit for binding the port, and Heroku's between SIGTERM and SIGKILL. */
const bindMs = 60_000;
const stopMs = 30_000;

/** path -> what tells a changed file from an unchanged one; unreadable folders are the same before and after. */
function listFiles(dir = '/', found = new Map()) {
  let entries = [];
  try {
    entries = readdirSync(dir, { withFileTypes: true });
  } catch {
    return found;
  }
  for (const entry of entries) {
    const name = path.join(dir, entry.name);
    if (mounted.has(name)) continue;
    const { size, mtimeMs, ino } = lstatSync(name, { throwIfNoEntry: false }) ?? {};
    if (entry.isDirectory()) listFiles(name, found);
    else found.set(name, { size: size ?? 0, key: `${size} ${mtimeMs} ${ino}` });
  }
  return found;
}

/** Starts a line as heroku.yml has it, by a shell that is replaced; sends SIGTERM when `ready` was written. */
function runLine(line, env, ready) {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', line], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let termAt;
    const patience = setTimeout(() => child.kill('SIGKILL'), bindMs + stopMs);
    const onOutput = (chunk) => {
      output += chunk;
      if (termAt !== undefined || ready === undefined || !output.includes(ready)) return;
      termAt = performance.now();
      child.kill('SIGTERM');
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('close', (code, signal) => {
      clearTimeout(patience);
      const stoppedAfterMs = termAt === undefined ? undefined : Math.round(performance.now() - termAt);
      resolve({ line, dyno: env.DYNO, code, signal, stoppedAfterMs, output: output.slice(-2_000) });
    });
  });
}

if (process.argv.at(-1) === 'measure') {
  const files = [...listFiles()];
  const sumOf = (dir) => files.reduce((sum, [name, { size }]) => (name.startsWith(dir) ? sum + size : sum), 0);
  const sizes = { bytes: sumOf('/'), grafana: sumOf('/usr/share/grafana/'), app: sumOf('/app/') };
  process.stdout.write(`${JSON.stringify({ uid: process.getuid(), ...sizes })}\n`);
} else {
  const before = listFiles();
  const database = 'postgres://nobody:nothing@127.0.0.1:1/none';
  const secrets = { PGWATCH2_ADMIN_PASSWORD: 'p'.repeat(32), PGWATCH2_SECRET_KEY: 's'.repeat(32) };
  const app = { DATABASE_URL: database, MONITOREDDB_URL: database, ...secrets };
  const runs = [
    // As heroku.yml starts them, and as a Private Space does: the image's CMD and $DYNO.
    await runLine('exec pgwatch-heroku web', { ...app, DYNO: 'web.1', PORT: '5999' }, '"event":"waiting"'),
    await runLine('exec pgwatch-heroku', { ...app, DYNO: 'collector.1' }, '"event":"waiting"'),
    await runLine('exec pgwatch-heroku', { DYNO: 'release.1234' }),
    await runLine('exec pgwatch-heroku', { DYNO: 'run.1234' }),
  ];
  const after = listFiles();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name)?.key !== after.get(name)?.key,
  );
  const source = execFileSync('tar', ['-tzf', '/app/source.tar.gz'], { encoding: 'utf8' }).trim().split('\n');
  process.stdout.write(`${JSON.stringify({ uid: process.getuid(), files: before.size, changed, runs, source })}\n`);
}
