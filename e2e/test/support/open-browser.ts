import { chromium, type Page } from 'playwright-core';

export interface OpenBrowser {
  page: Page;
  /** Errors of the console, of scripts and of the content security policy. */
  problems(): string[];
  close(): Promise<void>;
}

/** A fresh headless Chromium that speaks to nobody but the pages under test. */
export async function openBrowser(executablePath: string): Promise<OpenBrowser> {
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, problems: () => problems, close: () => browser.close() };
}
