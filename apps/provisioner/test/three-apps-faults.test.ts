import { expect, it } from '@jest/globals';
import { sevenRows } from '../../../packages/provisioning/test/support/seven-rows.js';
import { speed, useThreeApps } from './use-three-apps.js';

// One account: each fault finds it as the one before left it, and the last test finds everything done.
const three = useThreeApps({ teams: [{ id: '11111111-1111-4111-8111-111111111111', name: 'acme' }] });
/** In the first set-up that gets through. */
let notes: string[] = [];
const kept = [
  "local MONITOREDDB: default of local's essential-0",
  "local PREVIOUS_DATABASE: default of local's essential-0",
];
const untouched = [
  "local DATABASE: default of local's essential-0",
  "local MONITOREDDB: default of local's essential-0",
];

it('a team that does not let the key in: named as that, and nothing is made', async () => {
  const { faults } = three.app.heroku;
  faults.forbiddenTeams.add('acme');
  const { failures } = await three.setUp({ PGWATCH2_TEAM: 'acme' });
  faults.forbiddenTeams.clear();
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({ code: 'configuration', exitCode: 78, status: 403 });
  expect(failures[0]?.message).toContain('Cannot create app local-collector in team acme: Heroku answers 403');
  expect(failures[0]?.hint).toContain('Ask an admin of the team');
  expect(three.appNames()).toEqual(['local']);
  expect(three.rows()).toEqual(untouched);
});

it("a name that is another account's app: the way to another name is told, and nothing is paid for", async () => {
  const { faults } = three.app.heroku;
  faults.foreignApps.add('local-monitored');
  const { failures } = await three.setUp();
  faults.foreignApps.clear();
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({
    code: 'configuration',
    message: 'There is an app local-monitored already, and it is not ours',
    hint: expect.stringContaining('heroku config:set PGWATCH2_MONITOREDDB_APP_NAME=<name>'),
  });
  expect(three.rows()).toEqual(untouched);
  expect(three.app.heroku.account.state.addons).toHaveLength(2);
});

it("a name that is another app of the account's: it is left as it is", async () => {
  const client = three.app.client();
  await client.apps.create({ name: 'local-monitored' });
  await client.configVars.update('local-monitored', { OWNER: 'somebody' });
  const { failures } = await three.setUp();
  expect(failures.map(({ message }) => message)).toEqual([
    'There is an app local-monitored already, and it is not ours',
  ]);
  expect(await client.configVars.get('local-monitored')).toEqual({ OWNER: 'somebody' });
  await client.apps.delete('local-monitored');
  expect(three.rows()).toEqual(untouched);
});

it('a build that fails and answers that are lost: the other apps are whole, made once, and the log of the build is told', async () => {
  const { heroku, client, query } = three.app;
  heroku.faults.failingBuilds.add('local-grafana');
  heroku.faults.loseAnswers(25);
  for (const database of ['DATABASE', 'MONITOREDDB']) await query(database, 'CREATE TABLE public.orders (id int)');
  const { failures, threeApps } = await three.setUp();
  notes = threeApps?.notes ?? [];
  heroku.faults.failingBuilds.clear();
  expect(heroku.faults.answersToLose).toBe(0);
  expect(heroku.account.state.addons.map(({ plan }) => plan.split(':')[1]).sort()).toEqual([
    ...['essential-0', 'essential-0'],
    ...['standard-0', 'standard-0'],
  ]);
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({ code: 'configuration', message: 'The build of app local-grafana failed' });
  expect(failures[0]?.hint).toMatch(/heroku builds:output \S+ --app local-grafana/);
  expect(three.rows()).toEqual([...sevenRows(), ...kept].sort());
  expect(threeApps?.apps.map(({ name }) => name)).toEqual(['local', 'local-grafana', 'local-monitored']);
  const running = (await client().formation.get('local-monitored')).filter(({ quantity }) => quantity > 0);
  expect(running.map(({ type }) => type)).toEqual(['pgbench']);
}, 240_000);

it('a database of the clicked app that somebody needs: it stays, and why is told', async () => {
  const { client, query } = three.app;
  expect(notes).toEqual([
    expect.stringMatching(/^The sample database \S+ is not removed: it holds public.orders.*heroku addons:destroy/),
    expect.stringMatching(
      /^The database before, \S+, is kept as PREVIOUS_DATABASE: it holds public.orders, which is not/,
    ),
  ]);
  for (const database of ['PREVIOUS_DATABASE', 'MONITOREDDB']) await query(database, 'DROP TABLE public.orders');
  await query('PREVIOUS_DATABASE', `UPDATE pgwatch2.pgmigrations SET run_on = run_on - interval '2 days'`);
  const attached = async (name: string) =>
    (await client().attachments.listOfApp('local')).find((attachment) => attachment.name === name)?.addon.id ?? '';
  await client().apps.create({ name: 'shop' });
  await client().attachments.create({ addon: await attached('MONITOREDDB'), app: 'shop', name: 'SAMPLE' });
  const inUse = await three.setUp();
  expect(inUse.threeApps?.notes).toEqual([
    expect.stringContaining('is not removed: shop is attached to it'),
    expect.stringMatching(/is kept as PREVIOUS_DATABASE: it holds what was gathered since \d{4}-\d\d-\d\d\. When/),
  ]);
  await query('PREVIOUS_DATABASE', 'UPDATE pgwatch2.pgmigrations SET run_on = now()');
  const configured = [
    `INSERT INTO pgwatch2.source (name, sealed_url) VALUES ('SHOP', 'sealed')`,
    `INSERT INTO pgwatch2.discovery (name, sealed_url) VALUES ('TENANTS', 'sealed')`,
    `INSERT INTO pgwatch2.metric (name, description, versions) VALUES ('orders', '', '[]')`,
    `INSERT INTO pgwatch2.preset (name, description) VALUES ('shop', '')`,
    `INSERT INTO pgwatch2.source (name, variable, tags) VALUES ('SALES', 'SALES_URL', '{"team": "billing"}')`,
    `INSERT INTO pgwatch2.admin_password (hash, variable_fingerprint) VALUES ('hash', 'print')`,
  ];
  for (const sql of configured) await query('PREVIOUS_DATABASE', sql);
  expect((await three.setUp()).threeApps?.notes.at(-1)).toMatch(
    /is kept as PREVIOUS_DATABASE: it holds 1 source entered by URL, 1 discovery, 1 source with settings of its own, 1 metric of your own, 1 preset of your own, a changed password of admin; settings do not move by themselves: export/,
  );
  await query('PREVIOUS_DATABASE', 'TRUNCATE pgwatch2.source, pgwatch2.discovery, pgwatch2.admin_password CASCADE');
  await query('PREVIOUS_DATABASE', `DELETE FROM pgwatch2.metric WHERE name = 'orders'`);
  await query('PREVIOUS_DATABASE', `DELETE FROM pgwatch2.preset WHERE name = 'shop'`);
  await client().attachments.create({ addon: await attached('PREVIOUS_DATABASE'), app: 'shop', name: 'BEFORE' });
  const lent = await three.setUp();
  expect(lent.threeApps?.notes.at(-1)).toContain('is kept as PREVIOUS_DATABASE: shop is attached to it');
  expect(three.rows().filter((row) => row.startsWith('local '))).toEqual(expect.arrayContaining(kept));
  await client().apps.delete('shop');
}, 120_000);

it('an attachment name that another add-on has in the Grafana app: it keeps it, and the way out is told', async () => {
  const client = three.app.client();
  const ofApp = (name: string) => client.attachments.listOfApp(name);
  const wanted = (await ofApp('local-grafana')).find(({ name }) => name === 'PGWATCH2_GRAFANA');
  const sample = (await ofApp('local-monitored')).find(({ name }) => name === 'DATABASE')?.addon.name ?? '';
  await client.attachments.delete(wanted?.id ?? '');
  const taken = await client.attachments.create({ addon: sample, app: 'local-grafana', name: 'PGWATCH2_GRAFANA' });
  const { failures } = await three.setUp();
  expect(failures.map(({ message }) => message)).toEqual([
    `PGWATCH2_GRAFANA of app local-grafana is attached to the default credential of ${sample} already`,
  ]);
  expect(failures[0]?.hint).toContain('heroku addons:detach PGWATCH2_GRAFANA --app local-grafana');
  await client.attachments.delete(taken.id);
});

it('the API away for five minutes in the middle: waited out, and gone on with where it stopped', async () => {
  const { faults } = three.app.heroku;
  const states: string[] = [];
  const outage = setInterval(async () => {
    const [newest] = await three.app
      .query<{ steps: { id: string; state: string }[] }>(
        'DATABASE',
        'SELECT steps FROM pgwatch2.operation WHERE state = $1',
        ['running'],
      )
      .catch(() => []);
    if (states.length > 0 || !newest?.steps.some(({ id }) => id === 'grafana:app')) return;
    states.push('away');
    faults.goDown({ durationMs: 300_000 / speed });
  }, 20);
  const { failures } = await three.setUp().finally(() => clearInterval(outage));
  expect(states).toEqual(['away']);
  expect(failures).toEqual([]);
  expect(three.rows()).toEqual(sevenRows());
  const builds = await three.app.client().builds.list('local-grafana');
  expect(builds.map(({ status }) => status).sort()).toEqual(['failed', 'succeeded']);
}, 240_000);

it('changes nothing when it is run again after all that', async () => {
  const releases = () => three.app.heroku.account.apps.map(({ state, releases }) => [state.name, releases.length]);
  const before = releases();
  const { failures } = await three.setUp();
  expect(failures).toEqual([]);
  expect(releases()).toEqual(before);
});
