import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { repoDir } from '../../src/index.js';

/** Kept for people to look at; git does not see it. */
export const screenshotDir = path.join(repoDir, 'e2e/artefacts/screenshots');

/** Of a screen, which a short page does not fill. */
const minHeight = 900;

/** Keeps what is in sight of a page, without what is empty below it. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotDir, { recursive: true });
  const { width, height } = await page.evaluate(
    (min) => ({
      width: window.innerWidth,
      height: Math.min(window.innerHeight, Math.max(min, document.body.scrollHeight)),
    }),
    minHeight,
  );
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', {
    clip: { x: 0, y: 0, width, height, scale: 1 },
    // Packed as tightly as it can be, an image takes three times as long: Playwright's own way has no say in it.
    ...{ format: 'png', optimizeForSpeed: true },
  });
  await devtools.detach();
  writeFileSync(path.join(screenshotDir, `${name}.png`), Buffer.from(data, 'base64'));
}
