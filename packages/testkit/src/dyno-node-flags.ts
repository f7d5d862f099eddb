import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from '@pgwatch-heroku/shared';

const bin = path.join(projectDir, 'bin/pgwatch-heroku');

/** Node's flags in every process of a dyno, from the first line of bin/pgwatch-heroku, which is what a dyno starts. */
export const dynoNodeFlags: readonly string[] = readFileSync(bin, 'utf8').split('\n', 1).join().match(/--\S+/g) ?? [];
