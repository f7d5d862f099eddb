import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { useAccount } from './support/start-account.js';
import { databaseMs, until } from './support/until.js';

const account = useAccount({
  apiKeys: ['second-key'],
  teams: [
    { id: 't1', name: 'acme' },
    { id: 't2', name: 'closed' },
  ],
  spaces: [{ id: 's1', name: 'acme-space', team: 'acme', region: 'virginia' }],
  delays: { sampleMs: 500 },
});
const { api } = account;
const ours = { 'User-Agent': 'pgwatch-heroku/0.1.0' };

it('takes Bearer and Basic, refuses other keys, and answers errors as Heroku does, with a request id', async () => {
  const basic = `Basic ${Buffer.from(':second-key').toString('base64')}`;
  expect((await api('GET', '/account', undefined, { Authorization: basic })).status).toBe(200);
  const wrong = await api('GET', '/account', undefined, { Authorization: 'Bearer wrong' });
  expect(wrong).toMatchObject({ status: 401, body: { id: 'unauthorized', message: expect.any(String) } });
  expect(wrong.headers.get('request-id')).toMatch(/^[\w-]{36}$/);
  expect(await api('GET', '/apps/nowhere')).toMatchObject({ status: 404, body: { id: 'not_found', resource: 'app' } });
  account.heroku.faults.revokedKeys.add('second-key');
  expect((await api('GET', '/account', undefined, { Authorization: basic })).status).toBe(401);
});

it('holds our own client to the documented form, and takes what the Heroku CLI sends', async () => {
  const cli = { updates: [{ type: 'worker', quantity: '0', size: 'Standard-1X' }] };
  expect((await api('PATCH', '/apps/local/formation', cli)).status).toBe(200);
  expect(await api('PATCH', '/apps/local/formation', cli, ours)).toMatchObject({
    status: 422,
    body: { id: 'invalid_params' },
  });
  const documented = { updates: [{ type: 'worker', quantity: 0, dyno_size: { name: 'standard-1x' } }] };
  expect((await api('PATCH', '/apps/local/formation', documented, ours)).status).toBe(200);
  const unknown = await api('PATCH', '/apps/local', { maintenance: false, colour: 'red' }, ours);
  expect(unknown).toMatchObject({ status: 422, body: { message: expect.stringContaining('colour') } });
  expect((await api('GET', '/apps', undefined, { ...ours, Accept: 'application/json' })).status).toBe(406);
  const nothing = await api('PATCH', '/apps/local/formation', { updates: [{ type: 'nothing', quantity: 1 }] });
  expect(nothing).toMatchObject({ status: 404, body: { message: expect.stringContaining('nothing') } });
});

it('tells dynos the memory of their size, and starts them anew when that changes, but leaves a config var alone', async () => {
  const memoryOf = async (size: string) => {
    await api('PATCH', '/apps/local/formation', { updates: [{ type: 'worker', quantity: 1, size }] });
    const lines = () => account.heroku.logs.recent(undefined, 'worker.1').map(({ text }) => text);
    const was = lines().length;
    await until('the worker to tell', () =>
      lines()
        .slice(was)
        .some((text) => text.startsWith('worker has ')),
    );
    return lines().findLast((text) => text.startsWith('worker has '));
  };
  expect(await memoryOf('Standard-1X')).toBe('worker has 512');
  expect(await memoryOf('Standard-2X')).toBe('worker has 1024');
  await api('PATCH', '/apps/local/config-vars', { PGWATCH2_DYNO_MEMORY_MB: '700' });
  expect(await memoryOf('Performance-M')).toBe('worker has 700');
  await api('PATCH', '/apps/local/config-vars', { PGWATCH2_DYNO_MEMORY_MB: null });
  const texts = () => account.heroku.logs.recent(undefined, 'worker.1').map(({ text }) => text);
  const starts = () => texts().filter((text) => text.startsWith('Starting process')).length;
  // The release without the config var starts it anew; the new size does not, of what stops.
  await until('the worker to be up again', () => texts().includes('worker has 2560'));
  const before = starts();
  await api('PATCH', '/apps/local/formation', { updates: [{ type: 'worker', quantity: 0, size: 'Basic' }] });
  await until('the worker to be gone', () => texts().at(-1) === 'State changed from up to down');
  expect(starts()).toBe(before);
});

it('answers a change of config at once, and runs release phase and restart after it', async () => {
  await api('PATCH', '/apps/local/formation', { updates: [{ type: 'worker', quantity: 1 }] });
  expect((await api('PATCH', '/apps/local/config-vars', { GREETING: 'hi' })).body).toMatchObject({ GREETING: 'hi' });
  const { body } = await api('GET', '/apps/local/releases', undefined, { Range: 'version ..; max=1, order=desc' });
  expect(body).toEqual([expect.objectContaining({ description: 'Set GREETING config vars' })]);
  const seen = () => account.heroku.logs.recent().map(({ text }) => text);
  await until('the worker to see it', () => seen().some((text) => text.startsWith('worker sees hi')));
  expect(await (await fetch(body[0].output_stream_url)).text()).toBe('release with hi\n');
  const { version } = body[0];
  // The same values make no release.
  await api('PATCH', '/apps/local/config-vars', { GREETING: 'hi' });
  await api('PATCH', '/apps/local/config-vars', { GREETING: 'no', RELEASE_EXIT: '1' });
  const failed = async () => (await api('GET', `/apps/local/releases/${version + 1}`)).body;
  await until('the failed release', async () => (await failed()).status === 'failed');
  expect((await api('GET', `/apps/local/releases/${version}`)).body.current).toBe(true);
  // A dyno that starts now runs what was released last.
  await api('DELETE', '/apps/local/dynos/worker.1');
  await until('the restart', () => seen().filter((text) => text.startsWith('worker sees hi')).length === 2);
  expect((await api('POST', '/apps/local/releases', { release: `v${version}` })).status).toBe(201);
  await until(
    'the rollback',
    async () => (await api('GET', `/apps/local/releases/${version + 2}`)).body.current === true,
  );
  expect(account.heroku.config()).not.toHaveProperty('RELEASE_EXIT');
});

it('restarts the dynos once for releases that wait for one another, also where the last of them fails', async () => {
  const { account: its, logs } = account.heroku;
  const worker = () => logs.recent(undefined, 'worker.1').map(({ text }) => text);
  const starts = () => worker().filter((text) => text.startsWith('Starting process')).length;
  await account.heroku.setConfig({ GREETING: 'none' }); // behind what may still be under way
  const before = starts();
  const first = its.first.setConfig({ GREETING: 'one' });
  const second = its.first.setConfig({ GREETING: 'two' });
  // Set while the phase of the second runs, which does not see it any more.
  const third = new Promise<Promise<unknown>>((resolve) => {
    let phases = 0;
    const stop = logs.subscribe(({ process, text }) => {
      if (!process.startsWith('release.') || !text.startsWith('Starting process') || ++phases < 2) return;
      stop();
      const { done } = its.first.setConfig({ RELEASE_EXIT: '1' });
      resolve(done.catch((error: Error) => error));
    });
  });
  await Promise.all([first.done, second.done]);
  expect(starts()).toBe(before);
  expect(await await third).toBeInstanceOf(Error);
  await until('the worker to see it', () => worker().some((text) => text.startsWith('worker sees two')));
  expect(starts()).toBe(before + 1);
  expect(first.release.status).toBe('succeeded');
  await its.first.setConfig({ RELEASE_EXIT: null, GREETING: 'hi' }).done;
});

it('tells dynos of app and release once runtime-dyno-metadata is on', async () => {
  const path = '/apps/local/features/runtime-dyno-metadata';
  expect((await api('PATCH', path, { enabled: true })).body).toMatchObject({ enabled: true });
  await api('DELETE', '/apps/local/dynos');
  const seen = () => account.heroku.logs.recent().map(({ text }) => text);
  await until('the metadata', () => seen().some((text) => /^worker sees hi and local v\d+$/.test(text)));
});

it('replaces an attachment of the same name only when that is confirmed', async () => {
  const { body: addon } = await api('POST', '/apps/local/addons', {
    plan: 'heroku-postgresql:essential-0',
    attachment: { name: 'EXTRA' },
  });
  await until(
    'the add-on',
    async () => (await api('GET', `/addons/${addon.id}`)).body.state === 'provisioned',
    databaseMs,
  );
  // Who sees it there sees the release of its config var.
  expect(account.heroku.account.first.releases.at(-1)?.description).toMatch(/^Attach EXTRA /);
  const wanted = { addon: addon.name, app: 'local', name: 'DATABASE' };
  expect(await api('POST', '/addon-attachments', wanted)).toMatchObject({
    status: 423,
    body: { id: 'confirmation_required' },
  });
  const before = account.heroku.databaseUrl('DATABASE');
  expect((await api('POST', '/addon-attachments', { ...wanted, confirm: 'local' })).status).toBe(201);
  expect(account.heroku.databaseUrl('DATABASE')).not.toBe(before);
  // What `heroku pg:promote` looks for.
  const made = account.heroku.account.first.releases.slice(-2).map(({ description }) => description);
  expect(made).toEqual([expect.stringMatching(/^Detach DATABASE /), `Attach DATABASE (@ref:${addon.name})`]);
  const config = await api('PATCH', '/apps/local/config-vars', { DATABASE_URL: 'x' });
  expect(config).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('DATABASE_URL belongs to an add-on') },
  });
  // What the app owns but has nowhere attached is still its own.
  expect((await api('GET', '/apps/local/addons')).body).toHaveLength(2);
  expect(
    (await api('GET', '/apps/local/addon-attachments')).body.map(({ name }: { name: string }) => name).sort(),
  ).toEqual(['DATABASE', 'EXTRA']);
  expect((await api('DELETE', `/apps/local/addons/${addon.id}`)).body.state).toBe('deprovisioned');
  expect(account.heroku.config()).not.toHaveProperty('DATABASE_URL');
});

it('makes apps of a team and in its space, which another team cannot have', async () => {
  const made = await api('POST', '/teams/apps', { name: 'acme-one', team: 'acme', stack: 'container' });
  expect(made).toMatchObject({ status: 201, body: { team: { name: 'acme' }, space: null } });
  const inSpace = await api('POST', '/teams/apps', { name: 'acme-two', space: 'acme-space', stack: 'container' });
  expect(inSpace.body).toMatchObject({
    team: { name: 'acme' },
    space: { name: 'acme-space' },
    region: { name: 'virginia' },
  });
  expect((await api('POST', '/teams/apps', { name: 'x-y-z', team: 'closed', space: 'acme-space' })).status).toBe(422);
  account.heroku.faults.forbiddenTeams.add('acme');
  expect(await api('GET', '/apps/acme-one')).toMatchObject({ status: 403, body: { id: 'forbidden' } });
  expect((await api('POST', '/teams/apps', { name: 'acme-three', team: 'acme' })).status).toBe(403);
  account.heroku.faults.forbiddenTeams.clear();
  // Its database in two apps: deleted with its owner, it is gone from both.
  const { body: addon } = await api('POST', '/apps/acme-one/addons', { plan: 'heroku-postgresql:essential-0' });
  await until(
    'its database',
    async () => (await api('GET', `/addons/${addon.id}`)).body.state === 'provisioned',
    databaseMs,
  );
  await api('POST', '/addon-attachments', { addon: addon.id, app: 'acme-two', name: 'SHARED' });
  expect(Object.keys((await api('GET', '/apps/acme-two/config-vars')).body)).toEqual(['SHARED_URL']);
  expect((await api('DELETE', '/apps/acme-one')).status).toBe(200);
  expect((await api('GET', '/apps/acme-one')).status).toBe(404);
  expect((await api('GET', '/apps/acme-two/config-vars')).body).toEqual({});
});

it('limits the rate with Retry-After, and goes away for as many requests as a test wants', async () => {
  account.heroku.faults.limitRate(2, 7);
  const limited = await api('GET', '/apps');
  expect(limited).toMatchObject({ status: 429, body: { id: 'rate_limit' } });
  expect(limited.headers.get('retry-after')).toBe('7');
  expect([(await api('GET', '/apps')).status, (await api('GET', '/apps')).status]).toEqual([429, 200]);
  account.heroku.faults.goDown({ requests: 1 });
  await expect(api('GET', '/apps')).rejects.toThrow('fetch failed');
  expect((await api('GET', '/apps')).status).toBe(200);
});

it('posts framed lines to a drain, with its credentials, and figures of the attached databases among them', async () => {
  await api('POST', '/apps/local/addons', { plan: 'heroku-postgresql:standard-0', attachment: { name: 'FIGURES' } });
  const bodies: string[] = [];
  let authorization: string | undefined;
  const server = createServer((request, response) => {
    authorization = request.headers.authorization;
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      bodies.push(text);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://user:secret@127.0.0.1:${port}/logs/SALES`;
  expect((await api('POST', '/apps/local/log-drains', { url: 'https://example.com/' })).status).toBe(422);
  const drain = await api('POST', '/apps/local/log-drains', { url });
  expect(drain).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^d\./) } });
  await until('a sample', () => bodies.join('').includes('source=FIGURES'), databaseMs);
  expect(authorization).toBe(`Basic ${Buffer.from('user:secret').toString('base64')}`);
  // RFC 6587: the length in octets, a space, the message.
  let rest = Buffer.from(bodies.join(''));
  const lines: string[] = [];
  while (rest.length > 0) {
    const space = rest.indexOf(' ');
    const length = Number(rest.subarray(0, space));
    lines.push(rest.subarray(space + 1, space + 1 + length).toString());
    rest = rest.subarray(space + 1 + length);
  }
  const sample = lines.find((line) => line.includes('source=FIGURES'));
  expect(sample).toMatch(
    /^<134>1 \S+\+00:00 host app heroku-postgres - source=FIGURES addon=postgresql-\S+ sample#current_transaction=\d+ /,
  );
  expect(sample).toMatch(/sample#db_size=\d{7,}bytes sample#tables=\d+ .*sample#memory-postgres=\d+kB/);
  expect((await api('DELETE', `/apps/local/log-drains/${drain.body.id}`)).status).toBe(200);
  server.close();
}, 60_000);
