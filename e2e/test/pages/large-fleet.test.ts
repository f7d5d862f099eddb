import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../src/index.js';
import { inChromium } from '../support/in-chromium.js';
import { createStore } from '../support/seed/create-store.js';
import { fillLarge, largeFleet, largeName } from '../support/seed/fill-large.js';
import { type ServedPages, servePages } from '../support/served-pages.js';

/** What a browser still scrolls well: some 40 elements for each source, most of them of two small charts. */
const elementsAtMost = 10_000;

inChromium('200 sources, and 5,000 statements of one', (executablePath) => {
  let served: ServedPages;
  beforeAll(async () => {
    served = await servePages(await createStore('large', fillLarge), { executablePath });
  });
  afterAll(() => served?.close());

  const elements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);
  const names = (page: Page) => page.locator('tbody th a').allInnerTexts();

  it('the fleet has them all, found by a part of a name, by group and by state, and sorted by size', async () => {
    const page = await served.open('/');
    await page.getByText(`of ${largeFleet} up`).waitFor();
    expect(await names(page)).toHaveLength(largeFleet);
    expect(await elements(page)).toBeLessThan(elementsAtMost);

    await page.getByLabel('Search the fleet').fill('_17');
    await until('Ten sources', async () => (await names(page)).length === 10);
    expect(await names(page)).toContain('DB_171');
    await page.getByLabel('Search the fleet').fill('');
    await page.getByLabel('State').selectOption('down');
    await until('The sources that are down', async () => (await names(page)).length === largeFleet / 50);
    await page.getByLabel('State').selectOption('');
    await page.getByLabel('Group', { exact: true }).selectOption('mail');
    await until('The sources of a group', async () => (await names(page)).length === largeFleet / 4);
    await page.getByLabel('Group', { exact: true }).selectOption('');
    await page.getByRole('button', { name: 'Size' }).click();
    await until('The biggest source first', async () => Number((await names(page))[0]?.slice(3)) > largeFleet / 2);
  });

  it('the fleet scrolls to its last row, and a row leads to its source', async () => {
    const page = await served.open('/');
    const last = page.getByRole('link', { name: largeName(largeFleet - 1), exact: true }).last();
    await last.scrollIntoViewIfNeeded();
    await last.click();
    await page.waitForURL(`**/sources/${largeName(largeFleet - 1)}`);
  });

  it('the list of sources has them all, and changes many at once', async () => {
    const page = await served.open('/sources');
    await page
      .getByText(largeName(largeFleet - 1))
      .first()
      .waitFor();
    expect(await elements(page)).toBeLessThan(elementsAtMost);
  });

  it('the queries show the heaviest, say how many there are, and are searched and sorted', async () => {
    const page = await served.open(`/sources/${largeName(0)}/queries`);
    const panel = page.locator('[data-panel=statement-table]');
    await panel.getByText('part_1 ').first().waitFor();
    const rows = () => panel.locator('tbody tr').count();
    expect(await rows()).toBe(50);
    expect(await elements(page)).toBeLessThan(elementsAtMost);
    await panel.getByRole('button', { name: /Show 50 more/ }).click();
    await until('More rows', async () => (await rows()) === 100);
    await panel.getByRole('searchbox').fill('part_77 ');
    await until('One row', async () => (await rows()) === 1);
    // Far behind the 200 that the page was given.
    await panel.getByRole('searchbox').fill('part_4321 ');
    await panel.getByText('part_4321 ').waitFor();
    await until('One row of all', async () => (await rows()) === 1);
    await panel.getByRole('searchbox').fill('');
    await until('The rows of before', async () => (await rows()) === 100);
    await panel.getByRole('button', { name: 'Calls', exact: true }).click();
    await until('The most called first', async () =>
      /part_(1\d\d|200) /.test(await panel.locator('tbody tr').first().innerText()),
    );
    expect(served.problems()).toEqual([]);
  });
});
