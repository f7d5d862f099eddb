import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { repoDir } from '../../src/index.js';
import { settle } from './settle.js';

/** Kept for people to look at; git does not see it. */
export const screenshotDir = path.join(repoDir, 'e2e/artefacts/screenshots');

/** Taller pages are cut here: what follows looks like what came before, and an image of it takes a second. */
const maxHeight = 4_000;

/** Gives a page the width of a device and all the height it needs, so that everything on it is drawn. */
export async function showWhole(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  // What comes into sight is loaded then, and may be higher than what stood in its place.
  for (let round = 0; round < 2; round++) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.min(height, maxHeight) });
    await settle(page);
  }
}

export async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotDir, { recursive: true });
  await page.screenshot({ path: path.join(screenshotDir, `${name}.png`), animations: 'disabled' });
}
