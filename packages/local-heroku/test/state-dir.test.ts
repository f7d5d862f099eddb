import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { resetState } from '../src/index.js';
import { ControlSocket } from '../src/state/control-socket.js';
import { prepareStateDir, resetCommand } from '../src/state/state-dir.js';
import { StateStore } from '../src/state/state-store.js';
import { tempDir } from './support/temp-dir.js';
import { writeFiles } from './support/write-files.js';

it('neither deletes nor uses what somebody else has under its own names', async () => {
  const stateDir = await tempDir();
  await writeFiles(stateDir, { 'postgres/precious.txt': 'keep me', 'state.json': { theirs: true } });
  const refusal = { exitCode: 78, message: expect.stringContaining('holds state.json, postgres, but no state') };
  await expect(resetState(stateDir)).rejects.toMatchObject(refusal);
  await expect(prepareStateDir(stateDir)).rejects.toMatchObject(refusal);
  expect(await readFile(path.join(stateDir, 'postgres', 'precious.txt'), 'utf8')).toBe('keep me');
});

it('starts over in a folder of its own, and leaves other files in it alone', async () => {
  const stateDir = await tempDir();
  await writeFiles(stateDir, { 'notes.txt': 'mine' });
  await prepareStateDir(stateDir);
  await StateStore.open(stateDir, '');
  await mkdir(path.join(stateDir, 'postgres'));
  await resetState(stateDir);
  const names = await readdir(stateDir);
  expect(names).toContain('notes.txt');
  expect(names).not.toContain('state.json');
  expect(names).not.toContain('postgres');
});

it('starts over a folder that it once took, though its state is damaged', async () => {
  const stateDir = await tempDir();
  await (await ControlSocket.take(stateDir)).release();
  await writeFiles(stateDir, { 'state.json': '', 'postgres/data': '' });
  await resetState(stateDir);
  expect(await readdir(stateDir)).not.toContain('postgres');
});

it('starts over where there is nothing yet, too', async () => {
  const dir = await tempDir();
  await resetState(path.join(dir, 'nothing'));
  await resetState(dir);
  expect(await readdir(dir)).not.toContain('state.json');
});

it('says how to start over so that it can be typed', () => {
  expect(resetCommand('/repo/.local-heroku', '/repo')).toBe('npm start -- --reset');
  expect(resetCommand('/data/state', '/repo')).toBe('npm start -- --state-dir /data/state --reset');
  expect(resetCommand("/my data/o'clock", '/repo')).toBe(`npm start -- --state-dir '/my data/o'\\''clock' --reset`);
});
