import { browserAddress } from '@pgwatch-heroku/testkit';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { openRequests } from './settle.js';

export interface OpenBrowser {
  page: Page;
  /** As of another person, who has as much patience. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Errors of the console, of scripts and of the content security policy, and requests that failed. */
  problems(): string[];
  close(): Promise<void>;
}

export interface BrowserOptions extends BrowserContextOptions {
  /** Runs in every page before its own scripts, whatever its policy says. */
  script?: string;
}

/** Without motion a page comes to rest at once. */
const asUsual: BrowserContextOptions = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' };

/** Other tests may have the machine for a while. */
const waitAtMostMs = 90_000;

/** The headless Chromium of the run, as somebody who has not been here before sees it. */
export async function openBrowser(
  executablePath: string,
  { script, ...options }: BrowserOptions = {},
): Promise<OpenBrowser> {
  const browser = await chromium.connect(await browserAddress(executablePath));
  const newContext = async (more: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ ...asUsual, ...options, ...more });
    context.setDefaultTimeout(waitAtMostMs);
    if (script) await context.addInitScript({ content: script });
    return context;
  };
  const context = await newContext();
  const page = await context.newPage();
  openRequests(page);
  return { page, newContext, problems: collectProblems(page), close: () => browser.close() };
}

/** Listens to what goes wrong in a page from now on. */
export function collectProblems(page: Page): () => string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left takes its open requests along.
    if (reason !== 'net::ERR_ABORTED') problems.push(`${request.method()} ${request.url()}: ${reason}`);
  });
  return () => problems;
}
