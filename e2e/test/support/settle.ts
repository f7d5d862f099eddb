import type { Page } from 'playwright-core';

/** So many looks in a row have to find the page at rest: between a script and the figures it asks for there is a gap. */
const calmLooks = 3;
const looksAtMost = 600;

/** Waits until nothing that is in sight is loading and nothing more is asked for. */
export async function settle(page: Page): Promise<void> {
  let calm = 0;
  let requests = -1;
  for (let look = 0; calm < calmLooks && look < looksAtMost; look++) {
    const seen = await page.evaluate(
      () =>
        new Promise<{ requests: number; isBusy: boolean }>((resolve) =>
          requestIdleCallback(
            () =>
              // A frame later, so that what came was also drawn.
              requestAnimationFrame(() =>
                resolve({
                  requests: performance.getEntriesByType('resource').length,
                  isBusy: document.querySelector('[aria-busy=true]') !== null,
                }),
              ),
            { timeout: 1_000 },
          ),
        ),
    );
    const isCalm = !seen.isBusy && seen.requests === requests && openRequests(page) === 0;
    calm = isCalm ? calm + 1 : 0;
    requests = seen.requests;
  }
}

const open = new WeakMap<Page, Set<unknown>>();

/** Requests of a page that were not answered yet; counted since the first time this was called. */
export function openRequests(page: Page): number {
  let requests = open.get(page);
  if (!requests) {
    const pending = new Set<unknown>();
    requests = pending;
    open.set(page, pending);
    page.on('request', (request) => pending.add(request));
    page.on('requestfinished', (request) => pending.delete(request));
    page.on('requestfailed', (request) => pending.delete(request));
  }
  return requests.size;
}
