import { randomBytes } from 'node:crypto';
import { type Client, closeClient, connect } from '@pgwatch-heroku/shared';
import { inTurn } from '../platform/in-turn.js';
import { allowedExtensions } from './extensions.js';
import type { Plan } from './plans.js';
import {
  announceExtensionsSql,
  closeDatabaseSql,
  closePublicSchemaSql,
  createDatabaseSql,
  createOwnerSql,
  dropDatabaseSql,
  dropRoleSql,
  findDatabaseSql,
  grantMonitoringSql,
  guardExtensionsSql,
  readMajorVersionSql,
  readSizeSql,
  shapeOwnerSql,
} from './sql/statements.js';

/** Where an add-on's data is and who owns it. */
export interface DatabaseIdentity {
  database: string;
  role: string;
  password: string;
}

/** Names and password in Heroku's style: letters and digits only, safe in a URL. */
export function newDatabaseIdentity(): DatabaseIdentity {
  return {
    database: `d${randomBytes(7).toString('hex')}`,
    role: `u${randomBytes(7).toString('hex')}`,
    password: newPassword(),
  };
}

/** 65 letters and digits, as Heroku's have. */
export const newPassword = (): string => `p${randomBytes(32).toString('hex')}`;

/** A server of databases, as its superuser sees it. */
export class DatabaseService {
  readonly superuserUrl: string;
  /** Two sessions that change databases and roles at once meet in rows of pg_database: "tuple concurrently updated". */
  readonly #inTurn = inTurn();

  constructor(superuserUrl: string) {
    this.superuserUrl = superuserUrl;
  }

  /** Made anew at every start, because the server's port can move. */
  urlOf({ database, role, password }: DatabaseIdentity): string {
    return `postgres://${role}:${password}@${new URL(this.superuserUrl).host}/${database}`;
  }

  superuserUrlOf({ database }: Pick<DatabaseIdentity, 'database'>): string {
    const url = new URL(this.superuserUrl);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** Makes the database and its owner with exactly the plan's rights; what exists already is brought into that shape. */
  provision(identity: DatabaseIdentity, plan: Plan): Promise<void> {
    return this.#inTurn(() => this.#provision(identity, plan));
  }

  async #provision(identity: DatabaseIdentity, plan: Plan): Promise<void> {
    const { database, role, password } = identity;
    const { setting, extensions } = allowedExtensions(plan.tier);
    await this.#with(this.superuserUrl, async (client) => {
      for (const shared of ['postgres', 'template1']) await client.query(closeDatabaseSql(shared));
      await client.query(createOwnerSql(role));
      await client.query(shapeOwnerSql(role, password, plan.connectionLimit));
      if (plan.monitors) await client.query(grantMonitoringSql(role));
      const { rowCount } = await client.query(findDatabaseSql, [database]);
      if (!rowCount) await client.query(createDatabaseSql(database, role));
      await client.query(closeDatabaseSql(database));
      await client.query(announceExtensionsSql(database, setting, extensions));
    });
    await this.#with(this.superuserUrlOf(identity), async (client) => {
      await client.query(closePublicSchemaSql);
      await client.query(guardExtensionsSql(setting, extensions));
    });
  }

  /** Ends every connection and deletes the database and its owner. */
  drop({ database, role }: DatabaseIdentity): Promise<void> {
    return this.#inTurn(() =>
      this.#with(this.superuserUrl, async (client) => {
        await client.query(dropDatabaseSql(database));
        await client.query(dropRoleSql(role));
      }),
    );
  }

  /** Changes roles and their rights, as superuser in an add-on's database, when all such work before it is done. */
  changeRoles(identity: DatabaseIdentity, work: (client: Client) => Promise<void>): Promise<void> {
    return this.#inTurn(() => this.asSuperuser(identity, work));
  }

  /** Looks at something as superuser in an add-on's database. */
  asSuperuser<T>(identity: Pick<DatabaseIdentity, 'database'>, work: (client: Client) => Promise<T>): Promise<T> {
    return this.#with(this.superuserUrlOf(identity), work);
  }

  /** The version that every add-on gets, whatever it asks for: `17`. */
  async majorVersion(): Promise<string> {
    const { rows } = await this.#with(this.superuserUrl, (client) =>
      client.query<{ major: string }>(readMajorVersionSql),
    );
    return rows[0]?.major ?? '';
  }

  async sizeBytes({ database }: DatabaseIdentity): Promise<number> {
    const { rows } = await this.#with(this.superuserUrl, (client) =>
      client.query<{ sizeBytes: number }>(readSizeSql, [database]),
    );
    return rows[0]?.sizeBytes ?? 0;
  }

  async #with<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = await connect({ url, label: 'the embedded PostgreSQL', applicationName: 'local-heroku' });
    try {
      return await work(client);
    } finally {
      // The driver may wait for a goodbye that never comes, and nobody looks after what is done behind the scenes.
      await closeClient(client);
    }
  }
}
