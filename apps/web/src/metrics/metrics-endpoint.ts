import { equalText, sendError, wantsPage } from '@pgwatch-heroku/gateway';
import type { Pool } from '@pgwatch-heroku/shared';
import { readDynos, readFetchCounts, readMetricStates, readSourceRows, readStoreState } from '@pgwatch-heroku/store';
import type { RequestHandler } from 'express';
import { keepBriefly } from '../server/keep-briefly.js';
import { dynoFamilies } from './dyno-families.js';
import type { Family } from './family.js';
import { type Format, formats, renderFamilies } from './render-families.js';
import { sourceFamilies } from './source-families.js';
import { storeFamilies } from './store-families.js';

export interface MetricsEndpoint {
  /** Stands before the session: answers whoever sends a token, and whoever sends nothing at all. */
  withToken: RequestHandler;
  /** Stands behind it. */
  answer: RequestHandler;
}

/** However many scrape, and however often. */
const keepMs = 5_000;

/**
 * GET /metrics: how sources, metrics, collectors and the Collector DB fare, for Prometheus. All of it is what collectors
 * have written to the store: this process counts nothing itself, so there is nothing for a registry to hold.
 *
 * @param token PGWATCH2_METRICS_TOKEN; without it only who is signed in may look.
 */
export function createMetricsEndpoint(pool: Pool, token: string | undefined): MetricsEndpoint {
  const read = keepBriefly(keepMs, () => readFamilies(pool));
  const answer: RequestHandler = async (request, response) => {
    const families = await read();
    const format: Format =
      request.accepts([formats.plain, formats.openMetrics].map(withoutCharset)) === withoutCharset(formats.openMetrics)
        ? 'openMetrics'
        : 'plain';
    response.set({ 'Content-Type': formats[format], 'Cache-Control': 'no-store', Vary: 'Accept' });
    response.end(renderFamilies(families, format));
  };
  const withToken: RequestHandler = (request, response, next) => {
    const { authorization, cookie } = request.headers;
    if (authorization === undefined && (cookie !== undefined || wantsPage(request))) return next();
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token !== undefined && given !== undefined && equalText(given, token)) return answer(request, response, next);
    response.set('WWW-Authenticate', 'Bearer');
    sendError(request, response, {
      status: 401,
      code: 'token-needed',
      message: 'This needs a token, or a signed-in browser',
      hint: 'Set the config var PGWATCH2_METRICS_TOKEN and send its value as Authorization: Bearer <token>.',
    });
  };
  return { withToken, answer };
}

const withoutCharset = (type: string) => type.replace('; charset=utf-8', '');

async function readFamilies(pool: Pool): Promise<Family[]> {
  // One after the other: a scrape must not take the whole pool.
  const sources = await readSourceRows(pool);
  const metrics = await readMetricStates(pool);
  const counts = await readFetchCounts(pool);
  const dynos = await readDynos(pool);
  const store = await readStoreState(pool);
  return [...sourceFamilies(sources, metrics, counts), ...dynoFamilies(dynos), ...storeFamilies(store)];
}
