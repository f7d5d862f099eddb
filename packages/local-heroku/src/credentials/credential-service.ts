import { randomUUID } from 'node:crypto';
import { sleep } from '@pgwatch-heroku/shared';
import type { Account } from '../account/account.js';
import type { DatabaseServers } from '../addons/database-servers.js';
import { newPassword } from '../addons/database-service.js';
import { findPlan } from '../addons/plans.js';
import { untilItAnswers } from '../addons/until-it-answers.js';
import type { Faults } from '../api/faults.js';
import type { Addon, Credential } from '../state/account-state.js';
import type { Delays } from './delays.js';
import { databaseInfoOf } from './high-availability.js';
import { Refusal } from './refusal.js';
import { rotateCredential, rotateDefault } from './rotate.js';
import {
  createCredentialSql,
  dropLoginSql,
  endConnectionsSql,
  grantConnectSql,
  grantMembershipSql,
  reassignSql,
} from './sql/statements.js';

/**
 * What the default credential may do with a new one: be it (`member`: SET ROLE, give it objects), also pass it on
 * (`admin`), or nothing. Heroku's documentation does not say; scripts in the field need `member` at least.
 */
export type DefaultOnCredentials = 'none' | 'member' | 'admin';

export interface CredentialServiceOptions {
  account: Account;
  databases: DatabaseServers;
  delays: Delays;
  faults: Faults;
  defaultOnCredentials: DefaultOnCredentials;
}

/** The roles of a database besides its owner, as Heroku's Data API makes, rotates and deletes them. */
export class CredentialService {
  readonly #options: CredentialServiceOptions;
  readonly #underway = new Set<Promise<void>>();
  readonly #stop = new AbortController();

  constructor(options: CredentialServiceOptions) {
    this.#options = options;
  }

  /** What an earlier run left halfway is carried on. */
  resume(): void {
    for (const addon of this.#options.account.state.addons) {
      for (const credential of addon.credentials) {
        if (credential.state === 'rotating') this.#run(() => this.#rotate(addon, credential, false));
        else if (credential.state === 'revoking') this.#run(() => this.#revoke(addon, credential));
        else if (credential.state !== 'active') this.#run(() => this.#provision(addon, credential));
      }
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#underway);
  }

  /** @throws Refusal */
  find(addon: Addon, name: string): Credential {
    const found = addon.credentials.find((credential) => credential.name === name);
    if (!found) throw new Refusal(404, `Couldn't find credential ${name}.`);
    return found;
  }

  /** @throws Refusal on plans without credentials, before the standby is there, of a bad or a taken name. */
  async create(addon: Addon, name: string): Promise<void> {
    const plan = findPlan(addon.plan);
    if (!plan.credentials) throw new Refusal(400, "This operation isn't supported on Essential-tier databases.");
    if (!databaseInfoOf(addon, this.#options.delays).isAvailable) {
      throw new Refusal(400, 'Credentials cannot be created until the database is fully available (HA, Fork/Follow).');
    }
    if (!/^[a-zA-Z0-9_-]{1,50}$/.test(name) || name.startsWith('pg_')) {
      throw new Refusal(400, 'Credential names have 1 to 50 letters, digits, dashes and underscores.');
    }
    if (name === 'default' || addon.credentials.some((credential) => credential.name === name)) {
      throw new Refusal(400, `A credential with the name ${name} already exists.`);
    }
    const credential: Credential = { id: randomUUID(), name, state: 'wait_for_provisioning', logins: [] };
    addon.credentials.push(credential);
    await this.#options.account.save();
    this.#run(() => this.#provision(addon, credential));
  }

  /** The default credential, too. @throws Refusal */
  async rotate(addon: Addon, name: string, forced: boolean): Promise<void> {
    if (addon.state !== 'provisioned') throw new Refusal(400, 'The database is still being provisioned.');
    if (name === 'default') return this.#run(() => rotateDefault(this.#options, addon));
    const credential = this.find(addon, name);
    if (credential.state !== 'active') throw new Refusal(400, `The credential ${name} is ${credential.state}.`);
    credential.state = 'rotating';
    await this.#options.account.save();
    this.#run(() => this.#rotate(addon, credential, forced));
  }

  /** @throws Refusal while it is attached. */
  async destroy(addon: Addon, name: string): Promise<void> {
    if (name === 'default') throw new Refusal(400, 'The default credential cannot be destroyed.');
    const credential = this.find(addon, name);
    const { attachments } = this.#options.account.state;
    if (attachments.some((each) => each.addonId === addon.id && each.namespace === `credential:${name}`)) {
      throw new Refusal(400, `The credential ${name} is attached to an app: detach it first.`);
    }
    if (credential.state !== 'active') throw new Refusal(400, `The credential ${name} is ${credential.state}.`);
    credential.state = 'revoking';
    await this.#options.account.save();
    this.#run(() => this.#revoke(addon, credential));
  }

  /** Gives the default credential everything that others own, and the right to pass them on. @throws Refusal */
  async repairDefault(addon: Addon): Promise<void> {
    if (!findPlan(addon.plan).credentials) {
      throw new Refusal(400, "This operation isn't supported on Essential-tier databases.");
    }
    await this.#options.databases.serviceOf(addon).changeRoles(addon, async (client) => {
      for (const { logins } of addon.credentials) {
        for (const { user } of logins) await client.query(reassignSql(user, addon.role));
        for (const { user } of logins) await client.query(grantMembershipSql(user, addon.role, true));
      }
    });
  }

  async #provision(addon: Addon, credential: Credential): Promise<void> {
    const { account, databases, delays, faults, defaultOnCredentials } = this.#options;
    await this.#sleep(delays.credentialMs);
    credential.state = 'provisioning';
    await account.save();
    await this.#sleep(delays.credentialMs);
    while (faults.stuckCredentials.has(credential.name)) await this.#sleep(50);
    const login = { user: credential.name, password: newPassword() };
    const makeRole = () =>
      databases.serviceOf(addon).changeRoles(addon, async (client) => {
        await client.query(dropLoginSql(login.user)); // of an attempt that was interrupted
        await client.query(createCredentialSql(login, findPlan(addon.plan).connectionLimit));
        await client.query(grantConnectSql(login.user, addon.database));
        if (defaultOnCredentials !== 'none') {
          await client.query(grantMembershipSql(login.user, addon.role, defaultOnCredentials === 'admin'));
        }
      });
    await untilItAnswers(makeRole, () => this.#stop.signal.aborted);
    credential.logins = [{ ...login, state: 'active' }];
    credential.state = 'active';
    await account.save();
  }

  async #rotate(addon: Addon, credential: Credential, forced: boolean): Promise<void> {
    const pause = () => (forced ? Promise.resolve() : this.#sleep(this.#options.delays.rotationMs));
    await rotateCredential(this.#options, addon, credential, pause, forced);
  }

  async #revoke(addon: Addon, credential: Credential): Promise<void> {
    const { account, databases, delays } = this.#options;
    await this.#sleep(delays.revocationMs);
    await databases.serviceOf(addon).changeRoles(addon, async (client) => {
      for (const { user } of credential.logins) {
        await client.query(endConnectionsSql, [user]);
        await client.query(reassignSql(user, addon.role));
        await client.query(dropLoginSql(user));
      }
    });
    addon.credentials = addon.credentials.filter(({ id }) => id !== credential.id);
    await account.save();
  }

  /** @throws when the service stops meanwhile: the state says where to go on. */
  async #sleep(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, this.#stop.signal);
    this.#stop.signal.throwIfAborted();
  }

  #run(work: () => Promise<void>): void {
    const running = work().catch((error: unknown) => {
      if (!this.#stop.signal.aborted) this.#options.account.first.logs.write('heroku', 'postgres', String(error));
    });
    this.#underway.add(running);
    void running.then(() => this.#underway.delete(running));
  }
}
