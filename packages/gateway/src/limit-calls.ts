import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

/** Lets each address call so often in a minute; what is too much goes to `onTooMany`, with Retry-After set. */
export function limitCalls(callsPerMinute: number, onTooMany: RequestHandler): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: callsPerMinute,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request, response, next) => {
      response.set('Retry-After', '60');
      onTooMany(request, response, next);
    },
  });
}
