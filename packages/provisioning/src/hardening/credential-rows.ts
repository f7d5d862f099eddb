import type { AppRole } from '@pgwatch-heroku/shared';

/** A credential that an app of ours uses: whose database it is in, and under which name it is attached. */
export interface CredentialRow {
  /** Name of the attachment of the database's default credential. */
  database: 'DATABASE' | 'MONITOREDDB';
  credential: string;
  attachment: string;
  /** Name of the app that it is attached to, where that is another than the database is in. */
  attachTo?: string | undefined;
}

/** Attachment of the sample's credential `pgwatch2`. */
export const sampleAttachment = 'PGWATCH2_MONITOREDDB_MYTARGETDB';

const ofCollectorDb: readonly CredentialRow[] = [
  { database: 'DATABASE', credential: 'pgwatch2', attachment: 'PGWATCH2' },
  { database: 'DATABASE', credential: 'pgwatch2_grafana', attachment: 'PGWATCH2_GRAFANA' },
  { database: 'DATABASE', credential: 'pgwatch2_grafana_store', attachment: 'PGWATCH2_GRAFANA_STORE' },
];

/** The rows of the table in docs/architecture that one app has by itself; sibling apps have their own. */
export const credentialRows: Readonly<Record<AppRole, readonly CredentialRow[]>> = {
  all: [...ofCollectorDb, { database: 'MONITOREDDB', credential: 'pgwatch2', attachment: sampleAttachment }],
  collector: ofCollectorDb,
  grafana: [],
  monitored: [{ database: 'DATABASE', credential: 'pgwatch2', attachment: 'PGWATCH2' }],
};
