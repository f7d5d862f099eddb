import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const shared = fileURLToPath(new URL('../dist/index.js', import.meta.url));

function start(body: string) {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { AppError, createLogger, runMain, untilStopped } from ${JSON.stringify(shared)};
     await runMain(createLogger({ name: 'test' }), async (lifecycle) => { ${body} });`,
  ]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  return { child, output: () => output, exit: once(child, 'close').then(([code]) => code as number) };
}

it.each([
  ['configuration', 78],
  ['unavailable', 69],
  ['schema-newer', 57],
])('ends a foreseen %s error with exit code %i, one line and no stack', async (code, exitCode) => {
  const run = start(`throw new AppError('${code}', 'cannot reach postgres://u:canary@h/d', { hint: 'do this' });`);
  expect(await run.exit).toBe(exitCode);
  const line = JSON.parse(run.output().trim().split('\n')[0] ?? '') as Record<string, unknown>;
  expect(line).toMatchObject({ level: 'fatal', code, exitCode, hint: 'do this' });
  expect(run.output()).not.toContain('canary');
  expect(run.output()).not.toContain('    at ');
});

it('releases in reverse order on SIGTERM, even when told twice, and exits 0', async () => {
  const run = start(`
    lifecycle.onStop('first', () => console.log('released first'));
    lifecycle.onStop('second', async () => { await new Promise((r) => setTimeout(r, 100)); console.log('released second'); });
    setInterval(() => {}, 1000); console.log('ready');
    return untilStopped(lifecycle);`);
  await once(run.child.stdout, 'data');
  run.child.kill('SIGTERM');
  setTimeout(() => run.child.kill('SIGTERM'), 30);
  expect(await run.exit).toBe(0);
  expect(run.output().match(/released \w+/g)).toEqual(['released second', 'released first']);
});
