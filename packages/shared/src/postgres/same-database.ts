import { parseDatabaseUrl } from './url.js';

/** Whether two URLs lead to one database, whoever logs in. One that cannot be read leads to no other. */
export function isSameDatabase(left: string, right: string): boolean {
  if (left === right) return true;
  try {
    const a = parseDatabaseUrl(left, 'left');
    const b = parseDatabaseUrl(right, 'right');
    return a.host === b.host && a.port === b.port && a.database === b.database;
  } catch {
    return false; // it is reported where it is used
  }
}
