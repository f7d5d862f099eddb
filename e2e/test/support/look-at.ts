import type { Page } from 'playwright-core';
import { findBarriers } from './find-barriers.js';
import { settle } from './settle.js';
import { takeScreenshot } from './take-screenshots.js';

/** What WCAG 2.2 calls reflow: 1,280 px at 400 %. It is also the width of the narrowest phones. */
const phone = 320;

/** So wide as a desktop, and so high that all of a page is in sight and drawn: what is cut off looks like the rest. */
export const whole = { width: 1_280, height: 4_000 };

export interface Look {
  /** What axe finds serious or critical. */
  light: string[];
  /** The same of the contrast of its dark colours. */
  dark: string[];
  /** Pixels that a phone would have to scroll sideways for. */
  tooWide: number;
  /** Tabs of the page that is shown, which a phone would have to look for. */
  lost: string[];
  /** What stands on a phone. */
  text: string;
}

/**
 * Looks at a page in both colours and at both widths, and keeps an image of each.
 *
 * @param page light. It is afterwards as well, but on a phone if it was on a desktop and the other way round: the next is
 *   then loaded at that width, and nothing is laid out just to go back.
 */
export async function lookAt(page: Page, name: string): Promise<Look> {
  const { width: here, height } = page.viewportSize() ?? whole;
  const look: Look = { light: [], dark: [], tooWide: 0, lost: [], text: '' };
  const there = here === phone ? whole.width : phone;
  for (const { width, colorScheme } of [
    { width: here, colorScheme: 'light' },
    { width: here, colorScheme: 'dark' },
    { width: there, colorScheme: 'dark' },
    { width: there, colorScheme: 'light' },
  ] as const) {
    const isPhone = width === phone;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await settle(page);
    if (isPhone && colorScheme === 'light') {
      look.tooWide = (await page.evaluate(() => document.documentElement.scrollWidth)) - phone;
      look.lost = await page.evaluate(findLostTabs, phone);
      look.text = await page.innerText('body');
    } else if (!isPhone) {
      look[colorScheme] = await findBarriers(page, colorScheme === 'dark' ? 'color-contrast' : undefined);
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
