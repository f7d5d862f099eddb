import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { admin, settings, source, sourceSettings, viewer } from '../fixtures.js';
import { herokuDatabase, operation, step } from '../heroku-fixtures.js';
import { failing, openPage } from '../open-page.js';

const key = 'HRKU-typed-key';
const typeKey = async () => {
  const field = await screen.findByLabelText('Heroku API key', { selector: 'input' });
  expect(field.getAttribute('type')).toBe('password');
  fireEvent.change(field, { target: { value: key } });
};
const operationsPath = '/api/v1/heroku/operations';
const base = { '/api/v1/session': admin, [operationsPath]: { hasKey: false, operations: [] } };
const sources = (...list: ReturnType<typeof source>[]) => ({ sources: list, attachedNotMonitored: [] });

it('adds a database with one click, follows it through the restart to its first sample, and forgets the key', async () => {
  const obstacle = 'postgresql-of-vault is in Private Space vault and can be reached from apps in it only.';
  const { answers, requests } = openPage('/add-heroku', {
    ...base,
    'POST /api/v1/heroku/databases': {
      app: 'monitor',
      databases: [
        herokuDatabase('monitor', { attachedHere: ['MONITOREDDB'], isMonitored: true }),
        herokuDatabase('vault', { obstacle }),
        herokuDatabase('shop'),
      ],
    },
    [`POST ${operationsPath}`]: { id: 7, kind: 'add-monitored', subject: 'PGWATCH2_MONITOREDDB_SHOP_URL' },
    '/api/v1/sources': sources(),
  });
  await typeKey();
  fireEvent.click(screen.getByRole('button', { name: 'Show the databases' }));
  expect(await screen.findByText(obstacle)).toBeTruthy();
  expect(screen.getByText('Monitored as MONITOREDDB')).toBeTruthy();
  // The one that can be added stands first, and is the only one with a button.
  const rows = screen.getAllByRole('row').slice(1);
  expect(rows.map((row) => within(row).queryByRole('button', { name: /^Add / }) !== null)).toEqual([
    true,
    false,
    false,
  ]);

  answers[operationsPath] = {
    hasKey: false,
    operations: [operation({ steps: [step('credential', 'running', 'Heroku says: provisioning')] })],
  };
  fireEvent.click(screen.getByRole('button', { name: 'Add postgresql-of-shop as SHOP' }));
  expect(await screen.findByText('Heroku says: provisioning')).toBeTruthy();
  const begun = requests.find(({ method, path }) => method === 'POST' && path === operationsPath);
  expect(begun?.body).toEqual({ kind: 'add-monitored', addon: 'postgresql-of-shop', name: 'SHOP', apiKey: key });

  answers[operationsPath] = failing(503, 'The web dyno is starting or restarting.');
  expect(await screen.findByText(/^The app restarts/)).toBeTruthy();
  expect(screen.getByText('Heroku says: provisioning')).toBeTruthy();

  answers[operationsPath] = {
    hasKey: false,
    operations: [operation({ state: 'attached', steps: [step('attach', 'done')] })],
  };
  expect(await screen.findByText(/^Attached. The app restarts with it/)).toBeTruthy();
  answers['/api/v1/sources'] = sources(source('SHOP', { state: 'down', reason: 'It refuses the login.' }));
  expect(await screen.findByText(/cannot be reached: It refuses the login/)).toBeTruthy();
  answers['/api/v1/sources'] = sources(source('SHOP'));
  const endedAt = new Date().toISOString();
  answers[operationsPath] = { hasKey: false, operations: [operation({ state: 'done', endedAt })] };
  expect(await screen.findByText(/First sample seen/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Look at SHOP' }).getAttribute('href')).toBe('/sources/SHOP');

  fireEvent.click(screen.getByRole('button', { name: 'Add another' }));
  const field = await screen.findByLabelText('Heroku API key', { selector: 'input' });
  expect((field as HTMLInputElement).value).toBe('');
  expect(
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]),
  ).not.toContain(key);
  cleanup();
}, 60_000);

it('takes up what goes on after a reload, and says of what was cut off that nobody goes on with it', async () => {
  const { answers } = openPage('/add-heroku', {
    ...base,
    [operationsPath]: {
      hasKey: false,
      operations: [operation({ isCutOff: true, steps: [step('rights', 'running')] })],
    },
    '/api/v1/sources': sources(),
  });
  expect(await screen.findByText(/^It was cut off by a restart/)).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Stopped' })).toBeTruthy();
  // The restart was faster than its last word: the source is there.
  answers['/api/v1/sources'] = sources(source('SHOP'));
  expect(await screen.findByText(/Waiting for the first sample/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Choose again' }));
  expect(await screen.findByRole('button', { name: 'Show the databases' })).toBeTruthy();
  cleanup();
}, 60_000);

it('says what Heroku says of a key, needs none where one stands in the config vars, and nothing to viewers', async () => {
  const { answers, requests } = openPage('/add-heroku', {
    ...base,
    [operationsPath]: { hasKey: true, operations: [] },
    'POST /api/v1/heroku/databases': failing(502, 'Heroku refuses the key.', 'Make another one.', 'heroku'),
  });
  expect(await screen.findByText(/^Leave it empty to use the one/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show the databases' }));
  expect(await screen.findByText(/Heroku refuses the key/)).toBeTruthy();
  expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({});
  cleanup();
  openPage('/add-heroku', { ...answers, '/api/v1/session': viewer });
  expect(await screen.findByText(/^You may look and change nothing/)).toBeTruthy();
  expect(screen.queryByLabelText('Heroku API key', { selector: 'input' })).toBeNull();
  cleanup();
});

it('removes a source through Heroku once its name was typed, and the demo elsewhere', async () => {
  const name = 'PGWATCH2_MONITOREDDB_SHOP_URL';
  const { answers, requests } = openPage('/edit-source/SHOP', {
    ...base,
    '/api/v1/sources/SHOP/settings': sourceSettings('SHOP'),
    [`POST ${operationsPath}`]: { id: 7, kind: 'remove-monitored', subject: name },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Remove through Heroku' }));
  await typeKey();
  const dialog = await screen.findByRole('dialog');
  const button = within(dialog).getByRole('button', { name: 'Remove' }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  fireEvent.change(within(dialog).getByLabelText(/^Type/), { target: { value: 'SHOP' } });
  answers[operationsPath] = {
    hasKey: false,
    operations: [operation({ kind: 'remove-monitored', steps: [step('detach', 'done')] })],
  };
  fireEvent.click(button);
  expect(await screen.findByText('Step detach')).toBeTruthy();
  expect(requests.find(({ method, path }) => method === 'POST' && path === operationsPath)?.body).toEqual({
    ...{ kind: 'remove-monitored', name: 'SHOP', apiKey: key },
  });
  // That it is detached by now, the page reads beside the end of the operation, which stays in sight.
  const endedAt = new Date().toISOString();
  answers['/api/v1/sources/SHOP/settings'] = sourceSettings('SHOP', { detachedAt: endedAt });
  answers[operationsPath] = {
    hasKey: false,
    operations: [operation({ kind: 'remove-monitored', state: 'done', steps: [step('detach', 'done')], endedAt })],
  };
  expect(await screen.findByText(/Detached since/, undefined, { timeout: 5_000 })).toBeTruthy();
  expect(screen.getByText('It is not monitored any more. Its history is kept.')).toBeTruthy();
  cleanup();
  openPage('/edit-source/MONITOREDDB', {
    ...base,
    '/api/v1/sources/MONITOREDDB/settings': sourceSettings('MONITOREDDB', { variable: 'MONITOREDDB_URL' }),
  });
  expect((await screen.findByRole('link', { name: 'remove the demo' })).getAttribute('href')).toBe('/settings/removal');
  cleanup();
});

it('says what goes and what stops to cost before anything is removed, and asks for the name', async () => {
  const thing = (name: string, monthlyCents: number | null) => ({ name, what: '1 thing', price: null, monthlyCents });
  const { answers, requests } = openPage('/settings/removal', {
    ...base,
    '/api/v1/settings': settings({ appName: 'monitor' }),
    'POST /api/v1/heroku/removal-plan': {
      app: 'monitor',
      siblings: ['monitor-grafana'],
      kept: { app: 'monitor-monitored', reason: 'postgresql-sample is not removed: it holds public.orders' },
      demo: { addon: 'postgresql-sample', app: null, things: [thing('postgresql-sample', 500), thing('pgbench', 700)] },
      everything: [thing('postgresql-sample', 500), thing('collector', 750), thing('odd', null)],
      borrowed: [{ addon: 'postgresql-of-shop', app: 'shop' }],
    },
    [`POST ${operationsPath}`]: { id: 7, kind: 'remove-everything', subject: '' },
  });
  expect(await screen.findByText('heroku apps:destroy --app monitor --confirm monitor')).toBeTruthy();
  await typeKey();
  fireEvent.click(screen.getByRole('button', { name: 'Show what would be removed' }));
  expect(await screen.findByText('Stops to cost: $12 a month')).toBeTruthy();
  expect(screen.getByText('Stops to cost: $12.50 a month and what odd costs')).toBeTruthy();
  expect(screen.getByText(/postgresql-of-shop of shop/)).toBeTruthy();
  expect(screen.getByText(/and the apps that were made beside it: monitor-grafana/)).toBeTruthy();
  expect(screen.getByText(/^App monitor-monitored stays, and goes on to cost: .* it holds public.orders/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Remove everything' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText(/^Type/), { target: { value: 'monitor' } });
  const removing = (...ids: string[]) => ({
    hasKey: false,
    operations: [operation({ kind: 'remove-everything', subject: '', steps: ids.map((id) => step(id, 'running')) })],
  });
  answers[operationsPath] = removing('app:monitor-grafana');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
  expect(await screen.findByText('Step app:monitor-grafana')).toBeTruthy();
  expect(requests.filter(({ path }) => path === operationsPath).find(({ method }) => method === 'POST')?.body).toEqual({
    ...{ kind: 'remove-everything', confirm: 'monitor', apiKey: key },
  });
  // Not before its last step, and not for an answer that somebody gives.
  const isUnsure = async () => {
    expect(await screen.findByText(/If it comes back, the removal stopped on the way/)).toBeTruthy();
    expect(screen.queryByText(/it is deleted, and this page with it/)).toBeNull();
  };
  answers[operationsPath] = failing(404, 'No such app');
  await isUnsure();
  answers[operationsPath] = removing('app:monitor-grafana', 'app');
  expect(await screen.findByText('Step app')).toBeTruthy();
  answers[operationsPath] = failing(503, 'The web dyno is starting or restarting.');
  await isUnsure();
  answers[operationsPath] = failing(404, 'No such app');
  expect(await screen.findByText(/it is deleted, and this page with it/)).toBeTruthy();
  cleanup();
}, 60_000);

it('asks a second time for what would stay behind, by name, after a removal of everything stopped for it', async () => {
  const { answers, requests } = openPage('/settings/removal', {
    ...base,
    '/api/v1/settings': settings({ appName: 'monitor' }),
    'POST /api/v1/heroku/removal-plan': {
      ...{ app: 'monitor', siblings: [], kept: null, demo: null, everything: [], borrowed: [] },
    },
    [`POST ${operationsPath}`]: { id: 7, kind: 'remove-everything', subject: '' },
  });
  const removeEverything = async (text?: RegExp) => {
    await typeKey();
    fireEvent.click(screen.getByRole('button', { name: 'Show what would be removed' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Remove everything' }));
    const dialog = await screen.findByRole('dialog');
    if (text) expect(within(dialog).getByText(text)).toBeTruthy();
    else expect(within(dialog).queryByText(/stays behind/)).toBeNull();
    fireEvent.change(within(dialog).getByLabelText(/^Type/), { target: { value: 'monitor' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
  };
  const stopped = operation({
    ...{ id: 7, kind: 'remove-everything', subject: '', state: 'failed', endedAt: new Date().toISOString() },
    ...{ error: 'No app is deleted yet', steps: [{ ...step('left:postgresql-x', 'failed'), detail: 'it is away' }] },
  });
  answers[operationsPath] = { hasKey: false, operations: [stopped] };
  await removeEverything();
  fireEvent.click(await screen.findByRole('button', { name: 'Choose again' }));
  await removeEverything(/^postgresql-x: it is away$/);
  await waitFor(() => {
    const posted = requests.filter(({ path, method }) => path === operationsPath && method === 'POST');
    expect(posted.map(({ body }) => (body as { leave?: string[] }).leave)).toEqual([undefined, ['postgresql-x']]);
  });
  cleanup();
}, 60_000);

it('tells the clicks and commands of a removal without a key, of three apps for all of them', async () => {
  const siblings = { grafana: 'board', monitored: 'sample' };
  openPage('/settings/removal', {
    ...base,
    '/api/v1/settings': settings({ appName: 'monitor', role: 'collector', siblings }),
    'POST /api/v1/heroku/removal-plan': {
      ...{ app: 'monitor', siblings: ['board'], demo: null, everything: [], borrowed: [] },
      kept: { app: 'monitor', reason: 'The sample database is not removed: shop is attached to it' },
    },
  });
  const destroy = (app: string) => `heroku apps:destroy --app ${app} --confirm ${app}`;
  expect(await screen.findAllByText(destroy('sample'))).toHaveLength(2);
  for (const app of ['monitor', 'board']) expect(screen.getByText(destroy(app))).toBeTruthy();
  expect(
    screen.getByText('heroku run --env HEROKU_APP_NAME=monitor --app monitor -- pgwatch-heroku predestroy'),
  ).toBeTruthy();
  expect(
    screen.getByText(/Then delete all three apps.*the other two are board and sample unless they were renamed/),
  ).toBeTruthy();
  expect(screen.queryByText(/ps:scale pgbench=0/)).toBeNull();
  await typeKey();
  fireEvent.click(screen.getByRole('button', { name: 'Show what would be removed' }));
  expect(await screen.findByText(/^It would be refused: .* shop is attached to it/)).toBeTruthy();
  cleanup();
}, 60_000);

it('gives a finding that an operation mends its button', async () => {
  const fixes = [{ kind: 'operation', text: 'unset-key', note: 'With one click:' }];
  const { answers } = openPage('/doctor', {
    ...base,
    '/api/v1/doctor': {
      checkedAt: new Date().toISOString(),
      findings: [
        {
          ...{ id: 'api-key', group: 'This app', title: 'Heroku API key', state: 'warning', summary: 'It is left.' },
          ...{ details: [], hint: null, fixes, mayPass: false },
        },
      ],
      sources: [],
    },
    [`POST ${operationsPath}`]: { id: 7, kind: 'unset-key', subject: '' },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Take the key out of the config vars' }));
  const endedAt = new Date().toISOString();
  answers[operationsPath] = {
    hasKey: false,
    operations: [operation({ kind: 'unset-key', subject: '', state: 'done', endedAt })],
  };
  fireEvent.click(await screen.findByRole('button', { name: 'Go ahead' }));
  expect(await screen.findByText(/^The key is out of the config vars/)).toBeTruthy();
  cleanup();
});

it('shows the log as it comes, and lets go of it when the page is left', async () => {
  let cancelled = false;
  const bytes = [...['one\ntw', 'o\n\nthree\n']].map((text) => new TextEncoder().encode(text));
  const body = {
    getReader: () => ({
      read: async () => (bytes.length > 0 ? { done: false, value: bytes.shift() } : new Promise(() => undefined)),
      cancel: async () => {
        cancelled = true;
      },
    }),
  };
  const { requests } = openPage('/collector', {
    ...base,
    '/api/v1/collector': { dynos: [], withoutLease: { count: 0, names: [] }, panels: [] },
    '/api/v1/collector/problems': { problems: [], nextCursor: null },
    '/api/v1/collector/costs': { costs: [], nextCursor: null },
    'POST /api/v1/heroku/log': { status: 200, body: null, stream: body },
  });
  await typeKey();
  fireEvent.click(screen.getByRole('button', { name: 'Show the log' }));
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('one\ntwo\nthree'));
  const asked = requests.find(({ path }) => path === '/api/v1/heroku/log');
  expect(asked?.body).toEqual({ apiKey: key, part: 'collector' });
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(asked?.signal?.aborted).toBe(true);
  expect(await screen.findByText('It has ended here.')).toBeTruthy();
  expect(cancelled).toBe(false); // that is the browser's, by the signal
  cleanup();
});
