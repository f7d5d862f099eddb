import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { keepsScreenshots, repoDir } from '../../src/index.js';

/** Kept for people to look at; git does not see it. */
export const screenshotDir = path.join(repoDir, 'e2e/artefacts/screenshots');

/** Of a screen, which a short page does not fill. */
const minHeight = 900;

/**
 * Keeps what is in sight of a page, without what is empty below it, where somebody wants to look at it: a hundred images
 * cost as much as twenty pages. By Playwright, whose session holds the size of the page: one of our own that captures a
 * part takes that size back, and the page is laid out for another width from then on. As JPEG, since a PNG is packed as
 * tightly as it can be, which takes three times as long.
 */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (!keepsScreenshots()) return;
  mkdirSync(screenshotDir, { recursive: true });
  const { width, height } = await page.evaluate(
    (min) => ({
      width: window.innerWidth,
      height: Math.min(window.innerHeight, Math.max(min, document.body.scrollHeight)),
    }),
    minHeight,
  );
  await page.screenshot({
    path: path.join(screenshotDir, `${name}.jpg`),
    clip: { x: 0, y: 0, width, height },
    ...{ type: 'jpeg', quality: 85, animations: 'allow', caret: 'initial' },
  });
}
