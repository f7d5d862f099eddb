import path from 'node:path';
import { installedMajor, readRunDir, readTestMajor } from '../config.js';

export const templateDirOf = (runDir: string): string => path.join(runDir, 'template');

/**
 * What servers of a run are copied from, for `startPostgres({ template })` and `startLocalHeroku({ postgresTemplate })`;
 * undefined for a major that the run has none of, whose servers run initdb. Servers made of it have one superuser
 * password, one certificate and one system identifier: a test that needs different ones goes without.
 */
export function clusterTemplate(major: number = installedMajor): string | undefined {
  return major === readTestMajor() ? templateDirOf(readRunDir()) : undefined;
}
