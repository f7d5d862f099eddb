import { isIP } from 'node:net';
import { z } from 'zod';

/** Whether, and where to, sources may be added by URL: read by the web process and by the collector. */
export const urlSourceVariables = {
  PGWATCH2_ALLOW_URL_SOURCES: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true')
    .describe('Whether admins may add databases by URL, and whether those that were added are monitored.'),
  PGWATCH2_URL_SOURCE_NETWORKS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((networks) => networks.every(isNetwork), 'is not a list of networks such as 10.1.0.0/16')
    .describe(
      'Networks, as 10.1.0.0/16, that databases added by URL may be in besides the public internet; separated by commas.',
    ),
  PGWATCH2_URL_SOURCE_PORTS: z
    .string()
    // PostgreSQL and PgBouncer, and what large hosts of PostgreSQL use.
    .default('5432,5433,6432,6543,25060')
    .transform((text) =>
      text
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number),
    )
    .refine(
      (ports) => ports.every((port) => Number.isInteger(port) && port > 0 && port <= 65_535),
      'is not a list of ports',
    )
    .describe('Ports that databases added by URL may have; separated by commas.'),
};

function isNetwork(text: string): boolean {
  const match = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text);
  const kind = isIP(match?.[1] ?? '');
  return kind > 0 && Number(match?.[2]) <= (kind === 6 ? 128 : 32);
}
