import { readFileSync } from 'node:fs';
import path from 'node:path';

const bin = path.resolve(import.meta.dirname, '../../../bin/pgwatch-heroku');

/** Node's flags in every process of a dyno, from the first line of bin/pgwatch-heroku, which is what a dyno starts. */
export const dynoNodeFlags: readonly string[] = readFileSync(bin, 'utf8').split('\n', 1).join().match(/--\S+/g) ?? [];
