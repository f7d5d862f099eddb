import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inChromium } from '../support/in-chromium.js';
import { tabTo } from '../support/keyboard.js';
import { serveShop } from '../support/serve-shop.js';
import type { ServedPages } from '../support/served-pages.js';
import { settle } from '../support/settle.js';
import { adminPassword } from '../support/web-process.js';

inChromium('by keyboard alone', (executablePath) => {
  let served: ServedPages;
  let page: Page;
  beforeAll(async () => {
    served = await serveShop({ executablePath });
    page = await (await served.newContext()).newPage();
  });
  afterAll(() => served?.close());

  it('signs in, from a page where the password has the focus', async () => {
    await page.goto(`${served.url}/signin`);
    await page.keyboard.type(adminPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${served.url}/`);
    await page.getByRole('link', { name: 'SHOP', exact: true }).last().waitFor();
  });

  it('skips the navigation, and goes through the fleet by arrows', async () => {
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await tabTo(page, skip);
    expect(await skip.evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: 'ARCHIVE', exact: true }).last());
    // Further down or up: the doctor may have found something about it by now.
    await tabTo(page, page.getByRole('link', { name: 'SHOP', exact: true }).last(), 'ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sources/SHOP');
    await page.getByText('Busiest statements').waitFor();
  });

  it('changes the range by arrows, and moves and zooms a chart', async () => {
    await tabTo(page, page.getByRole('radio', { name: '1h' }));
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/from=now-6h/);
    const chart = page.locator('[data-panel=transactions] [aria-roledescription=chart]');
    await tabTo(page, chart);
    await page.keyboard.press('ArrowLeft');
    await page.locator('[data-panel=transactions] [role=status]').filter({ hasText: 'committed' }).waitFor();
    await page.keyboard.press('+');
    await page.waitForURL(/from=\d{4}-/);
  });

  it('opens a query', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Queries', exact: true }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sources\/SHOP\/queries/);
    const statement = page.locator('[data-panel=statement-table] tbody a').first();
    await statement.waitFor();
    await tabTo(page, statement);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/queries\/\d+/);
    await page.getByText('Execution time per second').waitFor();
  });

  it('edits a preset', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Presets', exact: true }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const preset = page.getByRole('link', { name: 'basic', exact: true });
    await preset.waitFor();
    await tabTo(page, preset);
    await page.keyboard.press('Enter');
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    await edit.waitFor();
    await tabTo(page, edit);
    await page.keyboard.press('Enter');
    const seconds = page.getByLabel('Seconds between two fetches of db_stats');
    await seconds.waitFor();
    await tabTo(page, seconds);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('90');
    await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByText('90 s').or(page.getByText('1 min 30 s')).first().waitFor();
  });

  it('signs out', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/signin*');
    await settle(page);
  });
});
