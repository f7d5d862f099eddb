import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../src/index.js';
import { inChromium } from '../support/in-chromium.js';
import { type AppPage, pages } from '../support/pages.js';
import { serveShop } from '../support/serve-shop.js';
import type { ServedPages, Tab } from '../support/served-pages.js';
import { openRequests } from '../support/settle.js';

/** What Chromium writes of an answer that the page then explains. */
const unavailable = /status of 503/;
const away = 'The Collector DB does not answer just now';

/** Longer than any wait before a page asks again. */
const nextTryMs = 11_000;

const asking = pages.filter(({ isPlain }) => !isPlain);

/** So many tabs are open through an outage. */
const together = 6;
const rounds = Array.from({ length: Math.ceil(asking.length / together) }, (_, round) => {
  const open = asking.slice(round * together, (round + 1) * together);
  return { open, names: open.map(({ name }) => name).join(', ') };
});

inChromium('every page while the store is away', (executablePath) => {
  let served: ServedPages;
  let tabs: Tab[];
  beforeAll(async () => {
    served = await serveShop({ executablePath });
    // The web process lets those in whom it has seen: who anybody else is it would have to ask the store.
    await served.open('/');
    tabs = await served.tabs(together);
    // The pages' clock is ours: nobody waits until they try again.
    await Promise.all(tabs.map(({ page }) => page.clock.install()));
  });
  afterAll(() => served?.close());

  /** Until a page shows it, it is given the time to ask again, and then that to hear the answer. */
  const untilShown = (what: string, page: Page, isShown: () => Promise<boolean>) =>
    until(what, async () => {
      if (await isShown()) return true;
      if (openRequests(page) === 0) await page.clock.fastForward(nextTryMs);
      return isShown();
    });

  const lookRefused = async ({ page, problems }: Tab, { name, path, isStatic }: AppPage) => {
    await page.goto(served.url + path);
    // A page that is loaded again loses it.
    await page.evaluate(() => {
      document.documentElement.dataset['loaded'] = 'once';
    });
    await page.getByText(away).first().waitFor();
    await untilShown(
      `${name} saying what it cannot show`,
      page,
      async () =>
        /could not be loaded/.test(await page.innerText('main')) ||
        (isStatic === true && (await page.locator('h1').first().isVisible())),
    );
    expect(await page.innerText('body')).not.toMatch(/\bundefined\b|\bNaN\b|\[object |\n\s+at /);
    const unexpected = problems().filter((problem) => !unavailable.test(problem));
    expect({ name, unexpected }).toEqual({ name, unexpected: [] });
  };

  const lookHealed = async ({ page, problems }: Tab, { name, shows }: AppPage) => {
    await untilShown(
      `${name} going on`,
      page,
      async () =>
        (await page.getByText(shows).first().isVisible()) && !(await page.getByText(away).first().isVisible()),
    );
    const loaded = await page.evaluate(() => document.documentElement.dataset['loaded']);
    expect({ name, loaded }).toEqual({ name, loaded: 'once' });
    problems().splice(0);
  };

  it.each(rounds)('$names say so, and go on by themselves once it is back', async ({ open }) => {
    const seen = tabs.flatMap((tab, index) => (open[index] ? [{ tab, about: open[index] }] : []));
    await served.network.refuse();
    await Promise.all(seen.map(({ tab, about }) => lookRefused(tab, about)));
    await served.network.heal();
    await Promise.all(seen.map(({ tab, about }) => lookHealed(tab, about)));
  });

  it('keeps the figures of a page that was open before', async () => {
    const page = await served.open('/');
    await page.getByText('ARCHIVE is down').waitFor();
    await served.network.refuse();
    await until('The notice', async () => {
      await page.clock.fastForward(nextTryMs);
      return page.getByText(away).first().isVisible();
    });
    expect(await page.innerText('main')).toContain('ARCHIVE is down');
  });

  it('lets nobody in who had not signed in before', async () => {
    const stranger = await served.newContext();
    const page = await stranger.newPage();
    await page.goto(served.url);
    expect(await page.innerText('body')).not.toContain('ARCHIVE');
    await stranger.close();
  });
});
