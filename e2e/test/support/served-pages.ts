import { type FaultyProxy, startFaultyProxy, type TestDatabase } from '@pgwatch-heroku/testkit';
import type { Page } from 'playwright-core';
import { type BrowserOptions, type OpenBrowser, openBrowser } from './open-browser.js';
import { settle } from './settle.js';
import { adminPassword, startWebProcess, type WebProcess } from './web-process.js';

/** The built web app on a store of its own, and a browser that has signed in. */
export interface ServedPages extends OpenBrowser {
  web: WebProcess;
  /** Between the app and its store. */
  network: FaultyProxy;
  database: TestDatabase;
  url: string;
  /** Opens a page of the app and waits until nothing of it is on its way any more. */
  open(path: string): Promise<Page>;
}

export interface ServedPagesOptions extends BrowserOptions {
  executablePath: string;
  /** What else the app finds in its environment. */
  vars?: Record<string, string>;
}

export async function servePages(
  database: TestDatabase,
  { executablePath, vars, ...options }: ServedPagesOptions,
): Promise<ServedPages> {
  const network = await startFaultyProxy(database.superuserUrl);
  const [web, opened] = await Promise.all([startWebProcess(network.url, vars), openBrowser(executablePath, options)]);
  const { page } = opened;
  const { url } = web;
  await signIn(page, url);
  return {
    ...opened,
    ...{ web, network, database, url },
    open: async (path) => {
      await page.goto(url + path);
      await settle(page);
      return page;
    },
    close: async () => {
      await opened.close();
      await web.stop();
      await network.close();
      await database.drop();
    },
  };
}

export async function signIn(page: Page, url: string, password = adminPassword): Promise<void> {
  await page.goto(`${url}/signin`);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL((address) => address.pathname !== '/signin');
}
