import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { BrowserServer } from 'playwright-core';
import { type BrowserAnswer, browserSocketOf } from './browser-socket.js';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // No page is open for so long that a second compiler earns its time: a tenth of what the pages' tests take.
  '--js-flags=--no-opt --no-maglev',
];

/** Of this process: it hears from it through a pipe, and ends when that does, however it comes to its end. */
async function launch(executablePath: string): Promise<BrowserServer> {
  // Most runs of single tests need none.
  const { chromium } = await import('playwright-core');
  return chromium.launchServer({
    ...{ executablePath, args, host: '127.0.0.1' },
    // What becomes of the run is not for its browser to say.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  });
}

/**
 * Holds one headless Chromium for all test files of a run, started when the first asks: a start costs as much as looking
 * at two pages. One that has crashed is started again for the next.
 */
export async function offerBrowser(runDir: string): Promise<{ end(): Promise<void> }> {
  let browser: Promise<BrowserServer> | undefined;
  const start = async (executablePath: string) => {
    const started = await launch(executablePath);
    started.on('close', () => {
      browser = undefined;
    });
    return started;
  };
  const answer = async (executablePath: string): Promise<BrowserAnswer> => {
    browser ??= start(executablePath);
    try {
      return { address: (await browser).wsEndpoint() };
    } catch (error) {
      browser = undefined;
      return { problem: String(error) };
    }
  };
  const server = createServer(async (socket: Socket) => {
    // A test that has ended meanwhile does not hear it.
    socket.on('error', () => undefined);
    const [executablePath] = await once(socket.setEncoding('utf8'), 'data');
    socket.end(JSON.stringify(await answer(executablePath)));
  });
  await once(server.listen(browserSocketOf(runDir)), 'listening');
  server.unref();
  return {
    end: async () => {
      server.close();
      await (await browser?.catch(() => undefined))?.close();
    },
  };
}
