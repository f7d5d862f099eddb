import { discoverAttachments } from '@pgwatch-heroku/shared';

/** Why no sample can come however long one waits, or undefined when one should. */
export function noSampleReason(config: Record<string, string>, dynos: readonly { name: string }[]): string | undefined {
  if (!discoverAttachments(config).some(({ monitored }) => monitored)) {
    return 'none to wait for: no database is attached as MONITOREDDB or PGWATCH2_MONITOREDDB_<NAME>';
  }
  if (!dynos.some(({ name }) => name.startsWith('collector.'))) return 'none to wait for: no collector runs';
  return undefined;
}
