import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deleteSource, inTransaction, syncAttachedSources } from '@pgwatch-heroku/store';
import type { Page } from 'playwright-core';
import { inChromium } from '../support/in-chromium.js';
import { withClient } from '../support/seed/create-store.js';
import { serveShop } from '../support/serve-shop.js';
import { type ServedPages, signIn } from '../support/served-pages.js';
import { settle } from '../support/settle.js';

/** Longer than the pages wait before they ask again. */
const nextPollMs = 11_000;

inChromium('what goes wrong in an open tab', (executablePath) => {
  let served: ServedPages;
  beforeAll(async () => {
    served = await serveShop({ executablePath });
  });
  afterAll(() => served?.close());

  const openTab = async (path: string): Promise<Page> => {
    const page = await served.page.context().newPage();
    await page.goto(served.url + path);
    await settle(page);
    return page;
  };

  it.each([
    ['/sources/NOPE', 'No source is called NOPE'],
    ['/sources/NOPE/queries', 'No source is called NOPE'],
    ['/doctor/NOPE', 'No source is called NOPE'],
    ['/edit-source/NOPE', 'No source is called NOPE'],
    ['/sources/SHOP/nope', 'There is no such page about this source'],
    ['/sources/SHOP/queries/1', 'Query 1'],
    ['/sources/SHOP/tables/public.nope', 'public.nope'],
    ['/sources/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', 'No source is called <img src'],
    ['/sources/%E0%A4%A', 'The request could not be read'],
    ['/catalogue/metrics/nope', 'No metric is called nope'],
    ['/catalogue/presets/nope', 'No preset is called nope'],
    ['/catalogue/nope', 'There is no such page'],
    ['/settings/nope', 'There is no such page'],
    ['/nope', 'There is no such page'],
  ])('%s says that there is no such thing', async (path, text) => {
    const page = await served.open(path);
    await page.getByText(text).first().waitFor();
    expect(await page.innerText('body')).not.toMatch(/This page could not be loaded|\bundefined\b|\bNaN\b/);
  });

  it.each([
    ['back to front', '?from=now&to=now-1h'],
    ['a hundred years', '?from=1926-01-01T00:00:00Z&to=2026-01-01T00:00:00Z'],
    ['nonsense', '?from=yesterday&to=%00'],
  ])('shows the last hour for a range that is %s', async (_what, range) => {
    const page = await served.open(`/sources/SHOP${range}`);
    await page.locator('canvas').first().waitFor();
    expect(await page.getByRole('radio', { name: '1h' }).isChecked()).toBe(true);
  });

  it('says that the source of an open tab was deleted, and shows no figures of it any more', async () => {
    const page = await served.page.context().newPage();
    await page.clock.install();
    await page.goto(`${served.url}/sources/BILLING`);
    await page.getByText('Cache hit').first().waitFor();
    await withClient(served.database.superuserUrl, async (client) => {
      await syncAttachedSources(
        client,
        ['SHOP', 'SHOP_FOLLOWER', 'ARCHIVE'].map((name) => ({
          ...{ alias: name, variable: `PGWATCH2_MONITOREDDB_${name}_URL`, sameAs: [] },
        })),
      );
      await inTransaction(client, () =>
        deleteSource(client, { user: 'admin', via: 'session' }, { name: 'BILLING', withData: false }),
      );
    });
    await page.clock.fastForward(nextPollMs);
    await page.getByText('No source is called BILLING').waitFor();
    await page.close();
  });

  it('loads itself again once when an update took the files of a page that was not opened yet', async () => {
    const page = await openTab('/');
    let refused = 0;
    await page.route(/\/assets\/settings-page-.*\.js$/, (route) => {
      refused += 1;
      return refused === 1 ? route.fulfill({ status: 404, body: '' }) : route.fallback();
    });
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByText('History and room').waitFor();
    expect(refused).toBe(2);
    expect(new URL(page.url()).pathname).toBe('/settings');
    await page.close();
  });

  it('says so, and does not go round for ever, when those files stay away', async () => {
    const context = await served.newContext({ storageState: await served.page.context().storageState() });
    const page = await context.newPage();
    await page.goto(served.url);
    let refused = 0;
    await page.route(/\/assets\/collector-page-.*\.js$/, (route) => {
      refused += 1;
      return route.fulfill({ status: 404, body: '' });
    });
    await page.getByRole('link', { name: 'Collector', exact: true }).click();
    await page.getByText('This page could not be loaded').waitFor();
    const tries = refused;
    // Before and after the page was loaded again, each time by its preload and by its import.
    expect(tries).toBeLessThanOrEqual(4);
    // The other pages still open.
    await page.getByRole('link', { name: 'Fleet', exact: true }).click();
    await page.getByText('ARCHIVE is down').waitFor();
    expect(refused).toBe(tries);
    await context.close();
  });

  it('tells the second of two admins who edit a preset, and keeps what they typed', async () => {
    const tabs = [await openTab('/catalogue/presets/basic'), await openTab('/catalogue/presets/basic')] as const;
    const save = async (page: Page, seconds: string) => {
      await page.getByLabel('Seconds between two fetches of db_stats').fill(seconds);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
    };
    for (const page of tabs) await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await save(tabs[0], '71');
    await tabs[0].getByRole('button', { name: 'Edit', exact: true }).waitFor();
    await save(tabs[1], '72');
    await tabs[1].getByText('What you typed is still here').waitFor();
    expect(await tabs[1].getByLabel('Seconds between two fetches of db_stats').inputValue()).toBe('72');
    await tabs[1].getByRole('button', { name: 'Store mine in its place' }).click();
    await tabs[1].getByRole('button', { name: 'Edit', exact: true }).waitFor();
    expect(await tabs[1].innerText('main')).toMatch(/72 s|1 min 12 s/);
    for (const page of tabs) await page.close();
  });

  it('leads to the sign-in and back when the session ended, and keeps what somebody typed', async () => {
    const context = await served.newContext();
    const reading = await context.newPage();
    await signIn(reading, served.url);
    await reading.clock.install();
    await reading.goto(`${served.url}/sources/SHOP/settings`);
    await reading.getByText('shared_buffers').first().waitFor();
    const typing = await context.newPage();
    await typing.goto(`${served.url}/catalogue/presets/full`);
    await typing.getByRole('button', { name: 'Edit', exact: true }).click();
    await typing.getByLabel('What it is for').fill('Half a sentence');

    const other = await context.newPage();
    await other.goto(served.url);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.waitForURL('**/signin*');

    await reading.clock.fastForward(nextPollMs);
    await reading.waitForURL('**/signin?next=*');
    await typing.getByRole('button', { name: 'Save', exact: true }).click();
    await typing.getByText('Your session has ended, and nothing was saved').waitFor();
    expect(await typing.getByLabel('What it is for').inputValue()).toBe('Half a sentence');

    await reading.fill('input[name=password]', 'e2e-admin-password');
    await reading.click('button[type=submit]');
    await reading.waitForURL('**/sources/SHOP/settings');
    await typing.getByRole('button', { name: 'Save', exact: true }).click();
    await typing.getByRole('button', { name: 'Edit', exact: true }).waitFor();
    expect(await typing.innerText('main')).toContain('Half a sentence');
    await context.close();
  });
});
