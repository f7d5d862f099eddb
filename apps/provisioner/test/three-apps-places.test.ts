import { describe, expect, it } from '@jest/globals';
import { planRemoval, removeDemo } from '@pgwatch-heroku/provisioning';
import { connect } from '@pgwatch-heroku/shared';
import { scaledTypes } from '../../../packages/provisioning/test/support/scaled-types.js';
import { sevenRows } from '../../../packages/provisioning/test/support/seven-rows.js';
import { until } from '../../../packages/provisioning/test/support/until.js';
import { useThreeApps } from './use-three-apps.js';

const place = {
  teams: [{ id: 't1', name: 'acme' }],
  spaces: [{ id: 's1', name: 'acme-space', team: 'acme', region: 'virginia' }],
};

describe('clicked in a Private Space', () => {
  const three = useThreeApps({ ...place, team: 'acme', space: 'acme-space' });

  const monitoredDb = async () => {
    const addons = await three.app.client().addons.listOfApp('local-monitored');
    return addons.find(({ addon_service }) => addon_service.name === 'heroku-postgresql')?.id ?? '';
  };

  it('makes the same seven rows in a Private Space, on private databases', async () => {
    const { failures } = await three.setUp({
      PGWATCH2_GRAFANA_SIZE: 'private-m',
      PGWATCH2_LOGGING_PLAN: 'papertrail:choklad',
    });
    expect(failures).toEqual([]);
    expect(three.rows()).toEqual(sevenRows('private-0'));
  }, 120_000);

  it('makes the other apps in the team and space of the clicked one, with the process types of heroku.private.yml', async () => {
    const client = three.app.client();
    for (const name of ['local-grafana', 'local-monitored']) {
      const { team, space, region } = await client.apps.get(name);
      expect([team?.name, space?.name, region.name]).toEqual(['acme', 'acme-space', 'virginia']);
    }
    // The button's own build has web alone in a space: the clicked app is built anew.
    expect(await scaledTypes(client, 'local')).toEqual(['collector=1:Private-S', 'web=1:Private-S']);
    expect(await scaledTypes(client, 'local-grafana')).toEqual(['web=1:Private-M']);
    expect(await scaledTypes(client, 'local-monitored')).toEqual(['pgbench=1:Private-S']);
  });

  it('gives each of the apps the add-on that keeps its log', async () => {
    const client = three.app.client();
    for (const app of ['local', 'local-grafana', 'local-monitored']) {
      const services = (await client.addons.listOfApp(app)).map(({ addon_service }) => addon_service.name);
      expect(services.filter((name) => name !== 'heroku-postgresql')).toEqual(['papertrail']);
      expect(await client.configVars.get(app)).toHaveProperty('PAPERTRAIL_API_TOKEN');
    }
  });

  it('removes the demo with the app that has it, once nothing but the sample is in it', async () => {
    const client = three.app.client();
    const remove = () => removeDemo({ client, app: 'local', onStep: () => undefined });
    const db = await connect({
      ...{ url: await client.addonConfig.getDatabaseUrl(await monitoredDb()), label: 'test', applicationName: 'test' },
    });
    await db.query('CREATE TABLE public.orders (id int)');
    await expect(remove()).rejects.toThrow(/is not removed: it holds public.orders/);
    await db.query('DROP TABLE public.orders');
    await db.end();
    await remove();
    expect(three.appNames()).toEqual(['local', 'local-grafana']);
    expect(three.rows().join()).not.toContain('MYTARGETDB');
    const { demo, siblings } = await planRemoval(client, 'local');
    expect([demo, siblings]).toEqual([null, ['local-grafana']]);
  }, 60_000);
});

describe('clicked in a team', () => {
  const three = useThreeApps({ ...place, team: 'acme' });

  it('makes the same seven rows on apps of the team, in the Common Runtime', async () => {
    const { failures } = await three.setUp();
    expect(failures).toEqual([]);
    expect(three.rows()).toEqual(sevenRows());
    for (const name of ['local-grafana', 'local-monitored']) {
      const { team, space, region } = await three.app.client().apps.get(name);
      expect([team?.name, space, region.name]).toEqual(['acme', null, 'us']);
    }
  }, 120_000);
});

describe('clicked outside the Private Space that is wanted', () => {
  const three = useThreeApps(place);
  const logOf = (app: string) =>
    (three.app.heroku.account.findApp(app)?.logs.recent() ?? []).map(({ text }) => text).join('\n');

  it('makes the Collector where it is wanted, whose own dyno makes the rest, and asks for its own end', async () => {
    // The clicked app's own dyno, as the button starts it: what it says is for a person.
    const postdeploy = three.start([], {
      PGWATCH2_SPACE: 'acme-space',
      PGWATCH2_ADMIN_PASSWORD: 'canary-of-the-clicked-app',
    });
    expect(await postdeploy.exited).toBe(0);
    expect(postdeploy.output()).toContain('DELETE ME: this app was only the installer');
    expect(postdeploy.output()).toContain('heroku apps:destroy local');
    // Seconds; a process at Heroku's own pace, whose second try at something comes minutes later on a machine that is busy.
    const isDone = async () => logOf('local-collector').includes('"phase":"resume"');
    await until('the rest', isDone, 420_000).catch((error: Error) => {
      error.message += `\n${logOf('local-collector')}`;
      throw error;
    });
    expect(three.rows().filter((row) => !row.startsWith('local '))).toEqual(sevenRows('private-0', 'local-collector'));
    // The clicked app is as the button made it.
    expect(three.rows().filter((row) => row.startsWith('local '))).toEqual([
      "local DATABASE: default of local's essential-0",
      "local MONITOREDDB: default of local's essential-0",
    ]);
  }, 450_000);

  it('gives the Collector the password of the clicked app, and the key to the dyno that needed it alone', async () => {
    const there = await three.app.client().configVars.get('local-collector');
    expect(there).toMatchObject({
      PGWATCH2_APP: 'collector',
      PGWATCH2_ADMIN_PASSWORD: 'canary-of-the-clicked-app',
    });
    expect(there).not.toHaveProperty('HEROKU_API_KEY');
    expect((await three.app.client().apps.get('local-collector')).space?.name).toBe('acme-space');
  });
});
