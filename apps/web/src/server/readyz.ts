import type { Pool } from '@pgwatch-heroku/shared';
import { expectedSchemaVersion, readLastTick, readSchemaVersion } from '@pgwatch-heroku/store';
import type { RequestHandler } from 'express';
import { keepBriefly } from './keep-briefly.js';

/** In words that anybody may read: this address needs no login. */
interface Checks {
  store: 'ok' | 'away';
  schema: 'ok' | 'older' | 'newer' | 'unknown';
  /** `silent`: nothing was asked of any source for too long. */
  collector: 'ok' | 'silent' | 'unknown';
}

/** Whoever asks often asks the store no more often than this. */
const keepMs = 3_000;
/** Load balancers and monitors give up soon after. */
const answerMs = 4_000;
/** As on the pages: what is older than this is not the present any more. */
const silentSeconds = 300;
/** Of a source that is asked less often than that. */
const silentIntervals = 3;

/** GET /readyz: 200 when samples arrive and can be shown, else 503, and which part is not ready. */
export function readyz(pool: Pool): RequestHandler {
  const check = keepBriefly(keepMs, () => withinTime(ask(pool).catch(() => away)));
  return async (_request, response) => {
    const checks = await check();
    const isReady = Object.values(checks).every((result) => result === 'ok');
    response
      .status(isReady ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: isReady ? 'ready' : 'not ready', checks });
  };
}

const away: Checks = { store: 'away', schema: 'unknown', collector: 'unknown' };

/** A server that froze takes connections, and never answers. */
async function withinTime(asked: Promise<Checks>): Promise<Checks> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Checks>((resolve) => {
    timer = setTimeout(() => resolve(away), answerMs);
  });
  try {
    return await Promise.race([asked, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function ask(pool: Pool): Promise<Checks> {
  const expected = await expectedSchemaVersion();
  const version = (await readSchemaVersion(pool)) ?? '';
  if (version < expected) return { store: 'ok', schema: 'older', collector: 'unknown' };
  const { sources, secondsAgo, intervalSeconds } = await readLastTick(pool);
  const limit = Math.max(silentSeconds, (intervalSeconds ?? 0) * silentIntervals);
  // Where nothing is to be monitored, nothing is amiss.
  const isAlive = sources === 0 || (secondsAgo !== null && secondsAgo <= limit);
  return { store: 'ok', schema: version > expected ? 'newer' : 'ok', collector: isAlive ? 'ok' : 'silent' };
}
