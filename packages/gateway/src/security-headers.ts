import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Security headers for pages and API of ours. The nonce for styles made at run time is in
 * `response.locals.cspNonce`. Not for what is proxied: Grafana sets its own.
 */
export function securityHeaders(): RequestHandler {
  const onHttps = createHelmet({ https: true });
  const onLoopback = createHelmet({ https: false });
  return (request, response, next) => {
    response.locals['cspNonce'] = randomBytes(16).toString('base64');
    (request.secure ? onHttps : onLoopback)(request, response, next);
  };
}

function createHelmet(options: { https: boolean }) {
  const styles = [
    "'self'",
    (_request: unknown, response: unknown) =>
      `'nonce-${(response as { locals: Record<string, string> }).locals['cspNonce']}'`,
  ];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        // Style elements made at run time need the nonce. Styles that scripts set on elements are not attributes.
        'style-src': styles,
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(options.https ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    // Without includeSubDomains: the app may sit on a domain whose other names are not ours.
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
