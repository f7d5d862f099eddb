import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** So many looks in a row have to find the page at rest: between a script and the figures it asks for there is a gap. */
const calmLooks = 3;
const roundsAtMost = 100;
/** Each look asks for a frame: sixty of them a second take the time from what is waited for. */
const pauseMs = 50;

/** Waits until nothing that is in sight is loading and nothing more is asked for. */
export async function settle(page: Page): Promise<void> {
  for (let round = 0; round < roundsAtMost; round++) {
    const wasAnswered = openRequests(page) === 0;
    await page.evaluate(beCalm, { looks: calmLooks, pauseMs });
    // What an answer leads to, it leads to after it came.
    if (openRequests(page) > 0) await wait(pauseMs);
    else if (wasAnswered) return;
  }
}

/** Looks frame by frame while nothing moves, for some seconds at most; runs in the page. */
async function beCalm({ looks, pauseMs }: { looks: number; pauseMs: number }): Promise<void> {
  const endsAt = performance.now() + 5_000;
  let requests = -1;
  for (let calm = 0; calm < looks && performance.now() < endsAt; ) {
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
    // A frame later, so that what came was also drawn.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const answered = performance.getEntriesByType('resource').length;
    const isBusy = document.querySelector('[aria-busy=true]') !== null;
    calm = !isBusy && answered === requests ? calm + 1 : 0;
    requests = answered;
    if (isBusy) await new Promise((resolve) => setTimeout(resolve, pauseMs));
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
