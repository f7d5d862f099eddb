import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../src/index.js';
import { inChromium } from '../support/in-chromium.js';
import { pages } from '../support/pages.js';
import { serveShop } from '../support/serve-shop.js';
import type { ServedPages } from '../support/served-pages.js';

/** What Chromium writes of an answer that the page then explains. */
const unavailable = /status of 503/;
const away = 'The Collector DB does not answer just now';

/** Longer than any wait before a page asks again. */
const nextTryMs = 11_000;

/** The description of the API has no script, and asks nothing of the store. */
const asking = pages.filter(({ name }) => name !== 'api-docs');

inChromium('every page while the store is away', (executablePath) => {
  let served: ServedPages;
  beforeAll(async () => {
    served = await serveShop({ executablePath });
    // The pages' clock is ours: nobody waits until they try again.
    await served.page.clock.install();
  });
  afterAll(() => served?.close());

  it.each(asking)('$name says so, and goes on by itself once it is back', async ({ path, shows, isStatic }) => {
    const { page, network } = served;
    await network.refuse();
    await page.goto(served.url + path);
    // A page that is loaded again loses it.
    await page.evaluate(() => {
      document.documentElement.dataset['loaded'] = 'once';
    });
    await page.getByText(away).first().waitFor();
    await until('What the page cannot show', async () => {
      await page.clock.fastForward(nextTryMs);
      return (
        /could not be loaded/.test(await page.innerText('main')) || (isStatic && page.locator('h1').first().isVisible())
      );
    });
    expect(await page.innerText('body')).not.toMatch(/\bundefined\b|\bNaN\b|\[object |\n\s+at /);
    expect(
      served
        .problems()
        .splice(0)
        .filter((problem) => !unavailable.test(problem)),
    ).toEqual([]);

    await network.heal();
    await until('The page', async () => {
      await page.clock.fastForward(nextTryMs);
      return (await page.getByText(shows).first().isVisible()) && !(await page.getByText(away).first().isVisible());
    });
    expect(await page.evaluate(() => document.documentElement.dataset['loaded'])).toBe('once');
    served.problems().splice(0);
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
    const stranger = await served.browser.newContext();
    const page = await stranger.newPage();
    await page.goto(served.url);
    expect(await page.innerText('body')).not.toContain('ARCHIVE');
    await stranger.close();
  });
});
