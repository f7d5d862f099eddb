import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** What Heroku sees of us in its logs, and support can ask for. */
export const userAgent = `pgwatch-heroku/${manifest.version}`;
