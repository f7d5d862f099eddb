import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../src/index.js';
import { inChromium } from '../support/in-chromium.js';
import { withClient } from '../support/seed/create-store.js';
import { serveShop } from '../support/serve-shop.js';
import type { ServedPages } from '../support/served-pages.js';
import { settle } from '../support/settle.js';

inChromium('charts in a browser', (executablePath) => {
  let served: ServedPages;
  let page: Page;
  beforeAll(async () => {
    served = await serveShop({
      executablePath,
      // Both charts are in sight.
      viewport: { width: 1280, height: 1600 },
    });
    page = await served.open('/sources/SHOP?from=now-3h&to=now&refresh=off');
    await settle(page);
  });
  afterAll(() => served?.close());

  const plot = (panel: string) => page.locator(`[data-panel=${panel}] .u-over`);
  const moment = (panel: string) => page.locator(`[data-panel=${panel}] time`).first();
  const at = async (chart: Locator, share: number) => {
    const box = await chart.boundingBox();
    if (!box) throw new Error('the chart is not in sight');
    return { x: box.x + box.width * share, y: box.y + box.height / 2 };
  };
  const move = async (chart: Locator, share: number) => {
    const { x, y } = await at(chart, share);
    await page.mouse.move(x, y, { steps: 4 });
  };
  const rangeOf = () => {
    const { searchParams } = new URL(page.url());
    const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? '') / 1_000);
    return { from: from ?? Number.NaN, to: to ?? Number.NaN };
  };

  it('moves the cross-hair of every chart with that of one, and writes the values of that moment', async () => {
    await move(plot('transactions'), 0.4);
    const text = await moment('transactions').innerText();
    expect(text).not.toContain('Latest');
    await until('The moment below the other chart', async () => (await moment('sessions').innerText()) === text);
    const lines = await Promise.all(
      ['transactions', 'sessions'].map((panel) => page.locator(`[data-panel=${panel}] .u-cursor-x`).boundingBox()),
    );
    const offsets = await Promise.all(
      ['transactions', 'sessions'].map(async (panel, index) => {
        const over = await plot(panel).boundingBox();
        return Math.round((lines[index]?.x ?? 0) - (over?.x ?? 0));
      }),
    );
    expect(offsets[0]).toBeGreaterThan(100);
    expect(Math.abs((offsets[0] ?? 0) - (offsets[1] ?? 0))).toBeLessThanOrEqual(1);

    await page.mouse.move(5, 5);
    await until('The latest values', async () => (await moment('sessions').innerText()).startsWith('Latest'));
  });

  it('zooms all charts to what was dragged over, and "back" or a double click undoes it', async () => {
    const before = page.url();
    const others = ['sessions', 'cache-hit', 'blocks'].map((panel) =>
      page.waitForRequest((request) => request.url().includes(`/panels/${panel}?from=2`)),
    );
    await move(plot('transactions'), 0.25);
    await page.mouse.down();
    await move(plot('transactions'), 0.5);
    await page.mouse.up();
    await page.waitForURL(/from=\d{4}-/);
    const { from, to } = rangeOf();
    expect(Math.abs(to - from - 2_700)).toBeLessThan(120);
    for (const request of await Promise.all(others)) {
      const asked = new URL(request.url()).searchParams;
      expect([asked.get('from'), asked.get('to')].map((at) => Date.parse(at ?? '') / 1_000)).toEqual([from, to]);
    }
    await settle(page);
    // The last moment of another chart is inside the new range.
    await move(plot('sessions'), 0.999);
    const shown = await moment('sessions').innerText();
    // The page leaves the year out; a point stands at the start of its step of at most a minute.
    const [day, month, time] = shown.split(' ');
    const seconds = Date.parse(`${day} ${month} ${new Date(to * 1_000).getUTCFullYear()} ${time} UTC`) / 1_000;
    expect(Math.abs(to - seconds)).toBeLessThanOrEqual(60);

    const zoomed = page.url();
    await page.goBack();
    expect(page.url()).toBe(before);
    await page.goForward();
    await page.waitForURL(zoomed);
    await settle(page);
    await plot('transactions').dblclick();
    await page.waitForURL(before);
  });

  it('draws from where on a figure is trouble, where that is in sight', async () => {
    const open = async () => {
      await page.goto(`${served.url}/sources/SHOP/sessions?from=now-1h&to=now&refresh=off`);
      // Charts are drawn when they come into sight.
      await page.locator('[data-panel=connections-used]').scrollIntoViewIfNeeded();
      await settle(page);
    };
    const isDrawn = (panel: string, color: string) =>
      page.locator(`[data-panel=${panel}] canvas`).evaluate((canvas, name) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const wanted = getComputedStyle(canvas).getPropertyValue(name).trim();
        const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? {};
        for (let at = 0; data && at < data.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
          if (`#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}` === wanted) return true;
        }
        return false;
      }, color);
    await open();
    expect(await isDrawn('connections-used', '--warn')).toBe(false);
    // Its axis then reaches up to 100 %.
    await withClient(served.database.superuserUrl, (client) =>
      client.query('UPDATE samples.backends SET connections_used = 0.7'),
    );
    await open();
    expect(await isDrawn('connections-used', '--warn')).toBe(true);
    expect(await isDrawn('connections-used', '--bad')).toBe(true);
    expect(await isDrawn('sessions', '--warn')).toBe(false);
  });

  it('compares with the period before, and hides a line from the legend', async () => {
    await page.goto(`${served.url}/sources/SHOP?from=now-1h&to=now&refresh=off`);
    await settle(page);
    const panel = page.locator('[data-panel=transactions]');
    await page.getByRole('button', { name: /Compare with the period before/ }).click();
    await panel.getByText('was').first().waitFor();
    const line = panel.getByRole('button', { name: /^committed/ });
    await line.click();
    expect(await line.getAttribute('aria-pressed')).toBe('false');
    expect(served.problems()).toEqual([]);
  });
});
