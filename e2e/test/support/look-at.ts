import type { Page } from 'playwright-core';
import { findBarriers } from './find-barriers.js';
import { settle } from './settle.js';
import { showWhole, takeScreenshot } from './take-screenshots.js';

const desktop = 1_280;
const phone = 390;
/** What WCAG 2.2 calls reflow: 1,280 px at 400 %. */
const narrow = 320;

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

/** Looks at a page in both colours and at three widths, and keeps an image of each but the narrowest. */
export async function lookAt(page: Page, name: string): Promise<Look> {
  await showWhole(page, desktop);
  await takeScreenshot(page, `${name}-desktop-light`);
  const light = await findBarriers(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  await takeScreenshot(page, `${name}-desktop-dark`);
  const dark = await findBarriers(page, 'color-contrast');

  await showWhole(page, phone);
  await takeScreenshot(page, `${name}-phone-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
  await takeScreenshot(page, `${name}-phone-light`);

  await page.setViewportSize({ width: narrow, height: 700 });
  await settle(page);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const text = await page.innerText('body');
  await page.setViewportSize({ width: desktop, height: 900 });
  return { light, dark, tooWide, text };
}
