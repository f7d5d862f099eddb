import { newPassword } from '../addons/database-service.js';
import { findPlan } from '../addons/plans.js';
import type { Addon, Credential } from '../state/account-state.js';
import type { CredentialServiceOptions } from './credential-service.js';
import {
  createCredentialSql,
  dropLoginSql,
  endConnectionsSql,
  grantConnectSql,
  grantMembershipSql,
  reassignSql,
  setPasswordSql,
} from './sql/statements.js';

type Context = Pick<CredentialServiceOptions, 'account' | 'databases'>;

/**
 * Gives a credential a new password without a moment in which no login works: apps first move to the temporary login
 * NAME-rotating, a member of NAME; when old connections had their time they are ended, NAME gets its new password, apps
 * move back, and the temporary login goes. Forced, there is no temporary login and no time.
 */
export async function rotateCredential(
  { account, databases }: Context,
  addon: Addon,
  credential: Credential,
  pause: () => Promise<void>,
  forced: boolean,
): Promise<void> {
  const { name } = credential;
  const namespace = `credential:${name}`;
  const service = databases.serviceOf(addon);
  const temporary = { user: `${name}-rotating`, password: newPassword() };
  const isCarriedOn = credential.logins.some(({ user }) => user === temporary.user);
  if (!forced && !isCarriedOn) {
    await service.changeRoles(addon, async (client) => {
      await client.query(dropLoginSql(temporary.user)); // of a rotation that was interrupted
      await client.query(createCredentialSql(temporary, findPlan(addon.plan).connectionLimit));
      await client.query(grantConnectSql(temporary.user, addon.database));
      await client.query(grantMembershipSql(name, temporary.user));
    });
    credential.logins = [
      ...credential.logins
        .filter(({ user }) => user === name)
        .map((login) => ({ ...login, state: 'revoking' as const })),
      { ...temporary, state: 'active' },
    ];
    await account.announceValue(addon, namespace);
    await pause();
  }
  const login = { user: name, password: newPassword() };
  await service.changeRoles(addon, async (client) => {
    await client.query(setPasswordSql(login));
    await client.query(endConnectionsSql, [name]);
  });
  credential.logins = [
    { ...login, state: 'active' },
    ...credential.logins.filter(({ user }) => user !== name).map((other) => ({ ...other, state: 'revoking' as const })),
  ];
  await account.announceValue(addon, namespace);
  if (!forced || isCarriedOn) {
    await pause();
    await service.changeRoles(addon, async (client) => {
      await client.query(endConnectionsSql, [temporary.user]);
      await client.query(reassignSql(temporary.user, name));
      await client.query(dropLoginSql(temporary.user));
    });
  }
  credential.logins = credential.logins.filter(({ user }) => user === name);
  credential.state = 'active';
  await account.save();
}

/** The owner's password changes at once: there can be only one owner, so no temporary login stands in for it. */
export async function rotateDefault({ account, databases }: Context, addon: Addon): Promise<void> {
  const password = newPassword();
  await databases.serviceOf(addon).changeRoles(addon, async (client) => {
    await client.query(setPasswordSql({ user: addon.role, password }));
    await client.query(endConnectionsSql, [addon.role]);
  });
  addon.password = password;
  await account.announceValue(addon, null);
}
