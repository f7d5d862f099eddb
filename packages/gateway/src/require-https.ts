import type { RequestHandler } from 'express';
import { isLoopbackHost } from './request-origin.js';

/** Sends plain HTTP to HTTPS, by the scheme that the router saw; a laptop's loopback address needs no certificate. */
export const requireHttps: RequestHandler = (request, response, next) => {
  if (request.secure || isLoopbackHost(request)) return next();
  const host = request.headers.host ?? '';
  // A name and perhaps a port: anything else did not come from a browser.
  if (!/^[a-z0-9.-]+(:\d+)?$/i.test(host)) {
    response.status(400).type('text/plain').send('Bad Host header\n');
    return;
  }
  // 308 keeps the method, so a form is not silently turned into a GET.
  response.redirect(308, `https://${host.replace(/:\d+$/, '')}${request.originalUrl}`);
};
