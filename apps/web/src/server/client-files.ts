import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sendError } from '@pgwatch-heroku/gateway';
import express, { type RequestHandler, type Response, Router } from 'express';

/** Where vite writes the style nonce's place holder, which is not known before the request. */
const noncePlaceholder = '__CSP_NONCE__';

/** The built client: files with a hash in their name for ever, the page itself never cached. */
export function clientFiles(clientDir: string): Router {
  const router = Router();
  const index = readIndex(clientDir);
  const sendIndex = (response: Response) => {
    response.set('Cache-Control', 'no-store').type('html');
    response.send(index?.replaceAll(noncePlaceholder, String(response.locals['cspNonce'])));
  };
  const page: RequestHandler = (request, response) => {
    if (index) return sendIndex(response);
    sendError(request, response, {
      status: 503,
      code: 'not-built',
      message: 'The pages are not built',
      hint: 'Run `npm run build`, then restart.',
    });
  };
  router.use(
    '/assets',
    express.static(path.join(clientDir, 'assets'), { index: false, immutable: true, maxAge: '1y', fallthrough: false }),
  );
  router.use((request, response, next) => {
    // Served with its place holder otherwise.
    if (request.path === '/index.html') response.redirect(302, '/');
    else next();
  });
  router.use(express.static(clientDir, { index: false, redirect: false, maxAge: 0 }));
  router.get(['/', '/setup', '/sources/:name{/:view}{/:item}'], page);
  router.get(['/sources', '/add-source', '/add-heroku', '/edit-source/:name', '/settings{/:section}'], page);
  router.get('/doctor{/:name}', page);
  router.get(['/catalogue/metrics{/:name}', '/catalogue/presets{/:name}', '/catalogue/transfer', '/collector'], page);
  router.get(['/catalogue/new-metric', '/catalogue/new-preset'], page);
  return router;
}

function readIndex(clientDir: string): string | undefined {
  try {
    return readFileSync(path.join(clientDir, 'index.html'), 'utf8');
  } catch {
    return undefined; // said on the page
  }
}
