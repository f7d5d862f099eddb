import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { quantile } from './quantile.js';
import { webPassword } from './web-process.js';

const rounds = 7;

/**
 * Milliseconds from the click on a link until a condition of the page holds and the browser is idle: a median, each
 * round with a fresh cache.
 *
 * @param condition a JavaScript expression, asked in the page.
 */
export async function timePages(
  executablePath: string,
  url: string,
  pages: readonly { path: string; condition: string }[],
): Promise<number[]> {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
  try {
    const session = await signIn(browser, url);
    const medians: number[] = [];
    for (const page of pages) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push(await timePage(browser, session, url, page));
      medians.push(quantile(times, 0.5));
    }
    return medians;
  } finally {
    await browser.close();
  }
}

async function signIn(browser: Browser, url: string): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/signin`);
  await page.fill('input[name=password]', webPassword);
  await page.click('button[type=submit]');
  await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
  const session = await context.storageState();
  await context.close();
  return session;
}

async function timePage(
  browser: Browser,
  storageState: Awaited<ReturnType<BrowserContext['storageState']>>,
  url: string,
  { path, condition }: { path: string; condition: string },
): Promise<number> {
  // Tall enough for all of a page to be in sight.
  const context = await browser.newContext({
    storageState,
    viewport: { width: 1280, height: 4000 },
    // Conditions are evaluated, which the policy of the pages forbids.
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    await page.goto(url + path, { waitUntil: 'commit' });
    await page.waitForFunction(condition, undefined, { polling: 'raf', timeout: 30_000 });
    // Since the navigation began; idle means that a press would be answered at once.
    return await page.evaluate(
      'new Promise((resolve) => requestIdleCallback(() => resolve(performance.now()), { timeout: 10000 }))',
    );
  } finally {
    await context.close();
  }
}
