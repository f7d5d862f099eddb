import type { Express } from 'express';

/**
 * Makes an app believe Heroku's router, and nobody in front of it, about the client's address and scheme. The router is
 * the last to write both headers, so the last value of each is its own. Express takes the last address by itself, but
 * of several schemes the first, which a client could have put there: the others are dropped, for everything that reads
 * the request after this. To be called before anything is mounted.
 */
export function trustRouter(app: Express): void {
  app.set('trust proxy', 1);
  app.use((request, _response, next) => {
    const schemes = request.headers['x-forwarded-proto'];
    if (schemes !== undefined) request.headers['x-forwarded-proto'] = String(schemes).split(',').at(-1)?.trim();
    next();
  });
}
