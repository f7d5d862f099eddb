import { AppError, messageOf } from '@pgwatch-heroku/shared';
import { doStep } from '../journal/step.js';
import { removeSample } from '../removal/remove-sample.js';
import { stopLoad } from '../removal/stop-load.js';
import { ensureBuild, waitForBuild } from './ensure-build.js';
import type { Layout } from './layout.js';
import type { ThreeAppsOptions } from './options.js';
import { promoteDatabase } from './promote-database.js';
import { stepsOf } from './sibling.js';

/**
 * Turns the clicked app, which plays all parts, into the Collector: its role, the sample and its load away, and a
 * database with credentials.
 *
 * @returns sentences about what stays.
 */
export async function becomeCollector(
  options: ThreeAppsOptions,
  { space, plans }: Layout,
  source: { version: string; upload: () => Promise<string> },
): Promise<string[]> {
  const { client, own, wait } = options;
  const onStep = stepsOf('collector', options.onStep);
  const notes: string[] = [];
  // In a space the button's own build has no process type but web (heroku.private.yml).
  const types = (await client.formation.get(own.name)).map(({ type }) => type);
  if (space !== undefined && !types.includes('collector')) {
    await doStep(
      onStep,
      { id: 'build', title: 'build for a Private Space' },
      async () => waitForBuild(client, own.name, await ensureBuild(client, own.name, source), wait),
      (detail) => detail,
    );
  }
  await removeSample({ client, app: own.name, onStep }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'configuration') throw error;
    notes.push(`${messageOf(error)}. ${error.hint ?? ''}`.trim());
  });
  // Also where the sample stays: a Collector has no load to make.
  await stopLoad(client, own.name, onStep);
  await doStep(
    onStep,
    { id: 'role', title: 'PGWATCH2_APP' },
    async () => {
      const isSet = (await client.configVars.get(own.name))['PGWATCH2_APP'] === 'collector';
      if (!isSet) await client.configVars.update(own.name, { PGWATCH2_APP: 'collector' });
    },
    () => 'collector',
  );
  await promoteDatabase({
    ...{ client, wait, onStep },
    app: own.name,
    plan: plans.collector,
    prepare: async (url) => {
      const verdicts = await options.bootstrap('collector', { DATABASE_URL: url });
      const failure = verdicts.find(({ error }) => error)?.error;
      if (failure) throw failure;
      await options.onDatabaseMoved(url);
    },
  });
  return notes;
}
