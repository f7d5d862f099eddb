import { appendFile, chown, copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { postgresOwner } from '@pgwatch-heroku/embedded-postgres';
import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  createSlotSql,
  hasReplayedSql,
  promoteSql,
  reloadSettingsSql,
  startBackupSql,
  stopBackupSql,
  writtenLsnSql,
} from '../sql/statements.js';
import { until } from '../until.js';
import { copyDataDir } from './copy-data-dir.js';
import { type Cluster, type ClusterOptions, createClusterDir, openCluster } from './start-cluster.js';

export interface Standby extends Cluster {
  /** Waits until it shows everything that the primary has written by now. */
  catchUp(): Promise<void>;
  /** Makes it a primary; resolves when it takes writes. */
  promote(): Promise<void>;
}

let standbyCount = 0;

/**
 * A streaming physical standby of a cluster, as Heroku's followers are. It logs in as superuser and has a slot of its
 * own, so the primary keeps the WAL that it needs.
 */
export async function createStandby(
  primary: Cluster,
  options: Pick<ClusterOptions, 'settings'> = {},
): Promise<Standby> {
  const name = `standby_${++standbyCount}_${process.pid}`;
  const dir = await createClusterDir();
  const dataDir = path.join(dir, 'data');
  // The cluster's own rules let nobody replicate, as Heroku's do.
  await appendFile(
    path.join(primary.dir, 'data', 'pg_hba.conf'),
    'hostssl replication all 127.0.0.1/32 scram-sha-256\n',
  );
  await withServer(primary, async (client) => {
    await client.query(reloadSettingsSql);
    await client.query(createSlotSql, [name]);
    await client.query(startBackupSql, [name]);
    await copyDataDir(path.join(primary.dir, 'data'), dataDir);
    const { rows } = await client.query<{ labelfile: string }>(stopBackupSql);
    await writeOwned(path.join(dataDir, 'backup_label'), rows[0]?.labelfile ?? '');
  });
  await copyFile(path.join(primary.dir, 'superuser-password'), path.join(dir, 'superuser-password'));
  const url = new URL(primary.superuserUrl);
  const conninfo = `host=${url.hostname} port=${url.port} user=${url.username} password=${url.password} sslmode=require application_name=${name}`;
  await writeOwned(
    path.join(dataDir, 'postgresql.auto.conf'),
    `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${name}'\n`,
  );
  await writeOwned(path.join(dataDir, 'standby.signal'), '');
  const cluster = await openCluster({
    dir,
    major: primary.major,
    settings: { ...primary.settings, wal_retrieve_retry_interval: '200ms', ...options.settings },
  });
  return Object.defineProperties(
    {
      catchUp: async () => {
        const lsn = await withServer(primary, async (client) => (await client.query(writtenLsnSql)).rows[0]?.lsn);
        await withServer(cluster, (client) =>
          until(
            'the standby has replayed what the primary wrote',
            async () => (await client.query(hasReplayedSql, [lsn])).rows[0]?.hasReplayed === true,
          ),
        );
      },
      promote: async () => {
        const { rows } = await withServer(cluster, (client) => client.query(promoteSql));
        if (rows[0]?.isPromoted !== true) throw new Error('the standby was not promoted within 60 s');
      },
    },
    Object.getOwnPropertyDescriptors(cluster),
  ) as Standby;
}

async function withServer<T>(cluster: Cluster, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect({ url: cluster.superuserUrl, label: 'a test cluster', applicationName: 'testkit' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function writeOwned(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  if (postgresOwner) await chown(file, postgresOwner.uid, postgresOwner.gid);
}
