import type { Page } from 'playwright-core';
import { findBarriers } from './find-barriers.js';
import { settle } from './settle.js';
import { takeScreenshot } from './take-screenshots.js';

const phone = 390;
/** What WCAG 2.2 calls reflow: 1,280 px at 400 %. */
const narrow = 320;

/** So wide as a desktop, and so high that all of a page is in sight and drawn: what is cut off looks like the rest. */
export const whole = { width: 1_280, height: 4_000 };

export interface Look {
  /** What axe finds serious or critical. */
  light: string[];
  /** The same of the contrast of its dark colours. */
  dark: string[];
  /** Pixels that a narrow screen would have to scroll sideways for. */
  tooWide: number;
  /** What stands on a narrow screen. */
  text: string;
}

/**
 * Looks at a page in both colours and at three widths, and keeps an image of each but the narrowest.
 *
 * @param page light, and as wide as a desktop; so it is afterwards.
 */
export async function lookAt(page: Page, name: string): Promise<Look> {
  const size = page.viewportSize() ?? whole;
  await takeScreenshot(page, `${name}-desktop-light`);
  const light = await findBarriers(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  await takeScreenshot(page, `${name}-desktop-dark`);
  const dark = await findBarriers(page, 'color-contrast');

  await page.setViewportSize({ ...size, width: phone });
  await settle(page);
  await takeScreenshot(page, `${name}-phone-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
  await takeScreenshot(page, `${name}-phone-light`);

  await page.setViewportSize({ ...size, width: narrow });
  await settle(page);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const text = await page.innerText('body');
  await page.setViewportSize(size);
  return { light, dark, tooWide, text };
}
