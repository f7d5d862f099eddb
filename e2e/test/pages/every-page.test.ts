import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { keepsScreenshots } from '../../src/index.js';
import { axeScript } from '../support/find-barriers.js';
import { inChromium } from '../support/in-chromium.js';
import { type Look, lookAt, whole } from '../support/look-at.js';
import { collectProblems } from '../support/open-browser.js';
import { type AppPage, pages } from '../support/pages.js';
import { serveShop } from '../support/serve-shop.js';
import type { ServedPages } from '../support/served-pages.js';
import { screenshotDir } from '../support/take-screenshots.js';
import { takeTurns } from '../support/take-turns.js';

/** Each with its figures: nothing serious for axe in either colour, nothing to scroll sideways for at 320 px. */
const asDesigned = { barriers: [], contrast: [], tooWide: 0, lost: [], problems: [] };
const bugs = /\bundefined\b|\bNaN\b|\[object /;

inChromium('every page with data', (executablePath) => {
  let served: ServedPages;
  let looks: Map<AppPage, Promise<Look & { problems: string[] }>>;
  beforeAll(async () => {
    served = await serveShop({ executablePath, script: axeScript, viewport: whole });
    // In two tabs: while one waits for its next frame, the other works.
    looks = takeTurns(await served.tabs(2), pages, async (tab, { name, path, shows, isPlain }) => {
      // How each is loaded by itself, the tests of a store that is away see.
      const page = await (isPlain ? tab.open(path) : tab.follow(path));
      await page.getByText(shows).first().waitFor();
      return { ...(await lookAt(page, name)), problems: tab.problems().splice(0) };
    });
  });
  afterAll(async () => {
    await served?.close();
    if (keepsScreenshots()) process.stderr.write(`\nScreenshots of every page: ${screenshotDir}\n`);
  });

  it.each(pages)('$name is readable by everybody, in both colours, on a screen of 320 px', async (about) => {
    const { text = '', ...look } = (await looks.get(about)) ?? {};
    expect(look).toEqual(asDesigned);
    expect(text).toMatch(about.shows);
    expect(text).not.toMatch(bugs);
  });

  it('so is the sign-in, before and after a wrong password', async () => {
    // It takes its place from the height of the screen.
    const context = await served.newContext({ viewport: { width: 1_280, height: 900 } });
    const page = await context.newPage();
    const problems = collectProblems(page);
    await page.goto(`${served.url}/signin`);
    const { text, ...look } = await lookAt(page, 'sign-in');
    expect({ ...look, problems: problems() }).toEqual(asDesigned);
    expect(text).toContain('Where is the password?');
    await page.fill('input[name=password]', 'not the password');
    await page.click('button[type=submit]');
    await page.getByRole('alert').waitFor();
    const { text: refused, ...second } = await lookAt(page, 'sign-in-refused');
    expect({ ...second, problems: [] }).toEqual(asDesigned);
    expect(refused).not.toMatch(bugs);
    await context.close();
  });
});
