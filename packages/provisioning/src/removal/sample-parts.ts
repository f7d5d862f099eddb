/** Attachment of the sample database. */
export const sample = 'MONITOREDDB';
/** Process type that keeps it busy. */
export const load = 'pgbench';
