import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { ControlSocket } from '../src/state/control-socket.js';
import { tempDir } from './support/temp-dir.js';

const module = new URL('../dist/state/control-socket.js', import.meta.url).href;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that takes the folder as soon as it is told to, and says whether it got it. */
async function taker(stateDir: string) {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { ControlSocket } from ${JSON.stringify(module)};
     console.log('ready');
     await new Promise((resolve) => process.stdin.once('data', resolve));
     await ControlSocket.take(${JSON.stringify(stateDir)}).then(() => console.log('taken'), (error) => console.log(error.message));
     setInterval(() => {}, 1000);`,
  ]);
  children.push(child);
  await once(child.stdout, 'data');
  return {
    child,
    take: async () => {
      child.stdin.write('go\n');
      return String((await once(child.stdout, 'data'))[0]).trim();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

it('names the process that holds a folder, and takes the folder of one that was killed', async () => {
  const stateDir = await tempDir();
  const holder = await taker(stateDir);
  expect(await holder.take()).toBe('taken');
  await expect(ControlSocket.take(stateDir)).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringContaining(`process ${holder.child.pid})`),
  });
  await holder.kill();
  await (await ControlSocket.take(stateDir)).release();
});

it('lets exactly one of many have the folder of one that was killed', async () => {
  const stateDir = await tempDir();
  const dead = await taker(stateDir);
  await dead.take();
  await dead.kill();
  const takers = await Promise.all(Array.from({ length: 4 }, () => taker(stateDir)));
  const answers = await Promise.all(takers.map(({ take }) => take()));
  expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
  expect(answers.filter((answer) => answer.startsWith('Local Heroku is running already'))).toHaveLength(3);
});

it('is not kept from a folder by one that died while it was taking it', async () => {
  const stateDir = await tempDir();
  const dead = await taker(stateDir);
  await dead.kill();
  await symlink(String(dead.child.pid), path.join(stateDir, 'control.turn.1'));
  await (await ControlSocket.take(stateDir)).release();
});

it('does not wait for a suspended holder, and names it', async () => {
  const stateDir = await tempDir();
  const holder = await taker(stateDir);
  await holder.take();
  holder.child.kill('SIGSTOP');
  await expect(ControlSocket.take(stateDir)).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringMatching(new RegExp(`process ${holder.child.pid}\\) but does not answer`)),
    hint: expect.stringContaining(`kill -CONT ${holder.child.pid}`),
  });
});

it.each(['', 'not JSON'])('takes the answer %j of a holder for none', async (answer) => {
  const stateDir = await tempDir();
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // the asker gave up meanwhile
    socket.end(answer);
  }).listen(path.join(stateDir, 'control.sock'));
  await once(server, 'listening');
  await writeFile(path.join(stateDir, 'control.pid'), '4711\n');
  await expect(ControlSocket.take(stateDir)).rejects.toThrow('(process 4711) but does not answer');
  server.close();
});
