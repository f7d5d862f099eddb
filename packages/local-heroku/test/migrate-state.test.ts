import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { StateStore } from '../src/state/state-store.js';
import { tempDir } from './support/temp-dir.js';
import { writeFiles } from './support/write-files.js';

const format1 = {
  format: 1,
  app: { id: 'a1', name: 'local', createdAt: '2026-01-01T00:00:00.000Z' },
  postgres: { port: 5433, dir: '/var/tmp/somewhere' },
  configVars: { PGWATCH2_SECRET_KEY: 'kept' },
  addons: [
    { id: 'd1', name: 'postgresql-a-1', plan: 'heroku-postgresql:essential-0', createdAt: '2026-01-01T00:00:00.000Z' },
  ].map((addon) => ({ ...addon, database: 'd', role: 'u', password: 'p' })),
  attachments: [{ id: 't1', name: 'DATABASE', addonId: 'd1', namespace: null }],
  releases: [{ version: 7, description: 'Deploy', status: 'succeeded', createdAt: '2026-01-01T00:00:00.000Z' }],
  formation: { web: { quantity: 1, size: 'basic' } },
  postdeployDone: true,
};

it('keeps the data, config vars and releases of the state that version 0.1 wrote', async () => {
  const dir = await tempDir();
  await writeFiles(dir, { 'state.json': format1 });
  const { state } = await StateStore.open(dir, '');
  expect(state).toMatchObject({ format: 2, postgres: format1.postgres });
  expect(state.apps).toHaveLength(1);
  expect(state.apps[0]).toMatchObject({ id: 'a1', configVars: format1.configVars, postdeployDone: true });
  expect(state.apps[0]?.releases[0]).toMatchObject({ version: 7 });
  expect(state.addons[0]).toMatchObject({ ...format1.addons[0], appId: 'a1', server: null });
  expect(state.attachments[0]).toMatchObject({ name: 'DATABASE', appId: 'a1' });
});

it('writes a state that it reads again', async () => {
  const dir = await tempDir();
  await writeFiles(dir, { 'state.json': format1 });
  const first = await StateStore.open(dir, '');
  await first.save();
  expect(JSON.parse(await readFile(path.join(dir, 'state.json'), 'utf8')).format).toBe(2);
  expect((await StateStore.open(dir, '')).state).toEqual(first.state);
});
