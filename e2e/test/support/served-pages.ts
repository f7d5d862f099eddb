import { type FaultyProxy, startFaultyProxy, type TestDatabase } from '@pgwatch-heroku/testkit';
import type { BrowserContext, Page } from 'playwright-core';
import { type BrowserOptions, collectProblems, type OpenBrowser, openBrowser } from './open-browser.js';
import { openRequests, settle } from './settle.js';
import { adminPassword, startWebProcess, type WebProcess } from './web-process.js';

/** A tab of a browser that has signed in, and what goes wrong in it. */
export interface Tab extends Pick<OpenBrowser, 'page' | 'problems'> {
  /** Opens a page of the app and waits until nothing of it is on its way any more. */
  open(path: string): Promise<Page>;
  /** The same as a link inside the app leads there: without loading the app again, where a page of it is open. */
  follow(path: string): Promise<Page>;
}

/** The built web app on a store of its own, and a browser that has signed in. */
export interface ServedPages extends OpenBrowser, Tab {
  web: WebProcess;
  /** Between the app and its store. */
  network: FaultyProxy;
  database: TestDatabase;
  url: string;
  /** The first tab and others: that many. */
  tabs(count: number): Promise<Tab[]>;
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
  await signInUnseen(page.context(), url);
  const asTab = (tab: Page, problems: () => string[]): Tab => {
    const open = async (path: string) => {
      await tab.goto(url + path);
      await settle(tab);
      return tab;
    };
    const follow = async (path: string) => {
      const isInApp = await tab.evaluate((to) => {
        if (!document.querySelector('#root')) return false;
        history.pushState(null, '', to);
        return true;
      }, path);
      if (!isInApp) return open(path);
      await settle(tab);
      return tab;
    };
    return { page: tab, problems, open, follow };
  };
  const addTab = async (): Promise<Tab> => {
    const tab = await page.context().newPage();
    openRequests(tab);
    return asTab(tab, collectProblems(tab));
  };
  const first = asTab(page, opened.problems);
  return {
    ...opened,
    ...first,
    ...{ web, network, database, url },
    tabs: async (count) => [first, ...(await Promise.all(Array.from({ length: count - 1 }, addTab)))],
    close: async () => {
      await opened.close();
      await web.stop();
      await network.close();
      await database.drop();
    },
  };
}

/** Without its pages: going through them and the fleet costs as much as a test does. */
async function signInUnseen({ request }: BrowserContext, url: string): Promise<void> {
  const page = await (await request.get(`${url}/signin`)).text();
  const token = /name="token" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const form = { token, next: '/', user: 'admin', password: adminPassword };
  const answer = await request.post(`${url}/signin`, { form, headers: { origin: url } });
  if (!answer.ok() || new URL(answer.url()).pathname !== '/') throw new Error(`sign-in answered ${answer.status()}`);
}

/** As people do. */
export async function signIn(page: Page, url: string, password = adminPassword): Promise<void> {
  await page.goto(`${url}/signin`);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL((address) => address.pathname !== '/signin');
}
