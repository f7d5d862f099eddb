import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { axeScript, findBarriers } from '../support/find-barriers.js';
import { inChromium } from '../support/in-chromium.js';
import { type AppPage, pages } from '../support/pages.js';
import { createStore } from '../support/seed/create-store.js';
import { type ServedPages, servePages } from '../support/served-pages.js';
import { takeTurns } from '../support/take-turns.js';

/** What Chromium writes of an answer that the page then explains. */
const notFound = /status of 404/;

const isUnknown = ({ empty }: AppPage) => String(empty).startsWith('No source');
/** All pages of a source that is not there say the same: the elements of one of them are looked at. */
const alike = pages.filter(isUnknown).slice(1);

inChromium('every page of a store that was just made', (executablePath) => {
  let served: ServedPages;
  let looks: Map<AppPage, Promise<{ barriers: string[]; problems: string[]; text: string }>>;
  beforeAll(async () => {
    served = await servePages(await createStore('empty'), { executablePath, script: axeScript });
    looks = takeTurns(await served.tabs(2), pages, async (tab, about) => {
      const page = await (about.isPlain ? tab.open(about.path) : tab.follow(about.path));
      await page
        .getByText(about.empty ?? about.shows)
        .first()
        .waitFor();
      const barriers = alike.includes(about) ? [] : await findBarriers(page);
      return { barriers, problems: tab.problems().splice(0), text: await page.innerText('body') };
    });
  });
  afterAll(() => served?.close());

  it.each(pages)('$name says what is not there yet', async (about) => {
    const { barriers, problems = [], text } = (await looks.get(about)) ?? {};
    expect(barriers).toEqual([]);
    expect(problems.filter((problem) => !isUnknown(about) || !notFound.test(problem))).toEqual([]);
    expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  });
});
