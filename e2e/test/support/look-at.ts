import type { Page } from 'playwright-core';
import { findBarriers } from './find-barriers.js';
import { settle } from './settle.js';
import { takeScreenshot } from './take-screenshots.js';

/** What WCAG 2.2 calls reflow: 1,280 px at 400 %. It is also the width of the narrowest phones. */
const phone = 320;

/** So wide as a desktop, and so high that all of a page is in sight and drawn: what is cut off looks like the rest. */
export const whole = { width: 1_280, height: 4_000 };

export interface Look {
  /** What axe finds serious or critical, in the first colour that the page was looked at on a desktop. */
  barriers: string[];
  /** The same of the contrast of its other colours. */
  contrast: string[];
  /** Pixels that a phone would have to scroll sideways for. */
  tooWide: number;
  /** Tabs of the page that is shown, which a phone would have to look for. */
  lost: string[];
  /** What stands on a phone. */
  text: string;
}

/**
 * Looks at a page in both colours of a desktop and at one on a phone, and keeps an image of each.
 *
 * @param page stays in the last of these: the next one is then loaded there and looked at the other way round. Each change
 *   of a size or of all colours lays out everything.
 */
export async function lookAt(page: Page, name: string): Promise<Look> {
  const { width: here, height } = page.viewportSize() ?? whole;
  const now = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  const other = now === 'dark' ? 'light' : 'dark';
  const look: Look = { barriers: [], contrast: [], tooWide: 0, lost: [], text: '' };
  const visits =
    here === phone
      ? ([
          [phone, now],
          [whole.width, now],
          [whole.width, other],
        ] as const)
      : ([
          [here, now],
          [here, other],
          [phone, other],
        ] as const);
  for (const [width, colorScheme] of visits) {
    const isPhone = width === phone;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await settle(page);
    if (isPhone) {
      look.tooWide = (await page.evaluate(() => document.documentElement.scrollWidth)) - phone;
      look.lost = await page.evaluate(findLostTabs, phone);
      look.text = await page.innerText('body');
    } else if (colorScheme === now) {
      look.barriers = await findBarriers(page);
    } else {
      look.contrast = await findBarriers(page, 'color-contrast');
    }
    await takeScreenshot(page, `${name}-${isPhone ? 'phone' : 'desktop'}-${colorScheme}`);
  }
  return look;
}

/** Runs in the page. */
function findLostTabs(width: number): string[] {
  return Array.from(document.querySelectorAll('nav [aria-current=page]'))
    .filter((tab) => tab.getBoundingClientRect().left < 0 || tab.getBoundingClientRect().right > width)
    .map(({ textContent }) => textContent ?? '');
}
