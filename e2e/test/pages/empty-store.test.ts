import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { axeScript, findBarriers } from '../support/find-barriers.js';
import { inChromium } from '../support/in-chromium.js';
import { pages } from '../support/pages.js';
import { createStore } from '../support/seed/create-store.js';
import { type ServedPages, servePages } from '../support/served-pages.js';

/** What Chromium writes of an answer that the page then explains. */
const notFound = /status of 404/;

inChromium('every page of a store that was just made', (executablePath) => {
  let served: ServedPages;
  beforeAll(async () => {
    served = await servePages(await createStore('empty'), { executablePath, script: axeScript });
  });
  afterAll(() => served?.close());

  it.each(pages)('$name says what is not there yet', async ({ path, shows, empty = shows }) => {
    const page = await served.open(path);
    await page.getByText(empty).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const isKnown = empty === shows || !String(empty).startsWith('No source');
    expect(
      served
        .problems()
        .splice(0)
        .filter((problem) => isKnown || !notFound.test(problem)),
    ).toEqual([]);
    expect(await page.innerText('body')).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  });
});
