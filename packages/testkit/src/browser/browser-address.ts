import { once } from 'node:events';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { readRunDir } from '../config.js';
import { type BrowserAnswer, browserSocketOf } from './browser-socket.js';

/**
 * Address of the run's browser for Playwright's `chromium.connect()`, which shows nobody the contexts of others. The
 * first who asks waits until it has started.
 */
export async function browserAddress(executablePath: string): Promise<string> {
  const socket = createConnection(browserSocketOf(readRunDir()));
  await once(socket, 'connect');
  socket.write(executablePath);
  const { address, problem }: BrowserAnswer = JSON.parse(await text(socket));
  if (!address) throw new Error(`${executablePath} did not start: ${problem}`);
  return address;
}
