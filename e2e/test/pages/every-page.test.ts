import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { axeScript } from '../support/find-barriers.js';
import { inChromium } from '../support/in-chromium.js';
import { lookAt } from '../support/look-at.js';
import { collectProblems } from '../support/open-browser.js';
import { pages } from '../support/pages.js';
import { serveShop } from '../support/serve-shop.js';
import type { ServedPages } from '../support/served-pages.js';
import { screenshotDir } from '../support/take-screenshots.js';

/** Each with its figures: nothing serious for axe in either colour, nothing to scroll sideways for at 320 px. */
const asDesigned = { light: [], dark: [], tooWide: 0, problems: [] };
const bugs = /\bundefined\b|\bNaN\b|\[object /;

inChromium('every page with data', (executablePath) => {
  let served: ServedPages;
  beforeAll(async () => {
    served = await serveShop({ executablePath, script: axeScript });
  });
  afterAll(async () => {
    await served?.close();
    process.stderr.write(`\nScreenshots of every page: ${screenshotDir}\n`);
  });

  it.each(pages)('$name is readable by everybody, in both colours, on a screen of 320 px', async (about) => {
    const page = await served.open(about.path);
    await page.getByText(about.shows).first().waitFor();
    const { text, ...look } = await lookAt(page, about.name);
    expect({ ...look, problems: served.problems().splice(0) }).toEqual(asDesigned);
    expect(text).toMatch(about.shows);
    expect(text).not.toMatch(bugs);
  });

  it('so is the sign-in, before and after a wrong password', async () => {
    const context = await served.browser.newContext();
    await context.addInitScript({ content: axeScript });
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
    expect(second).toEqual({ light: [], dark: [], tooWide: 0 });
    expect(refused).not.toMatch(bugs);
    await context.close();
  });
});
