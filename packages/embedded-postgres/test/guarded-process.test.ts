import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { spawnGuarded } from '../src/index.js';

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('passes on output and the exit code', async () => {
  const child = spawnGuarded({ command: 'sh', args: ['-c', 'echo hello; exit 7'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  expect(await child.exited).toEqual({ code: 7 });
  expect(text).toBe('hello\n');
});

it('stops by signal, and kills what ignores the signal after the grace', async () => {
  const polite = spawnGuarded({ command: 'sleep', args: ['60'] });
  expect(await polite.stop('SIGTERM', 5_000)).toEqual({ killed: false });
  const deaf = spawnGuarded({
    command: process.execPath,
    args: ['-e', 'process.on("SIGTERM",()=>{});console.log(1);setInterval(()=>{},1000)'],
  });
  await once(deaf.stdout, 'data');
  expect(await deaf.stop('SIGTERM', 500)).toEqual({ killed: true });
});

it('stops at any moment after the start, however early', async () => {
  for (let delayMs = 0; delayMs < 12; delayMs++) {
    const child = spawnGuarded({ command: 'sleep', args: ['60'] });
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    expect(await child.stop('SIGTERM', 5_000)).toEqual({ killed: false });
  }
});

it('leaves no process behind when its parent is killed with SIGKILL', async () => {
  const module = fileURLToPath(new URL('../dist/guarded-process.js', import.meta.url));
  const parent = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { spawnGuarded } from ${JSON.stringify(module)};
     const child = spawnGuarded({ command: 'sh', args: ['-c', 'sleep 61 & echo $! $$; wait'] });
     child.stdout.pipe(process.stdout);
     setInterval(() => {}, 1000);`,
  ]);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pids = String(line).trim().split(' ').map(Number);
  expect(pids.every(isAlive)).toBe(true);
  parent.kill('SIGKILL');
  const endsAt = Date.now() + 10_000;
  while (pids.some(isAlive) && Date.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(pids.filter(isAlive)).toEqual([]);
});
