import { isIP } from 'node:net';
import { z } from 'zod';
import { integerSchema } from './env.js';

/** Where a web process listens. */
export const listenVariables = {
  PORT: integerSchema
    .refine((port) => port >= 1 && port <= 65_535, 'is not a TCP port')
    .describe('Port that the web process listens on; set by Heroku.'),
  PGWATCH2_LISTEN_HOST: z
    .string()
    .refine((host) => isIP(host) > 0, 'is not an IP address')
    .optional()
    .describe(
      'Address that the web process listens on, such as 127.0.0.1 behind a router on the same machine; without it all, as Heroku needs.',
    ),
};
