import type { DatabaseService } from '../addons/database-service.js';
import type { Addon } from '../state/account-state.js';

/** `credential:pgwatch2` to `pgwatch2`; undefined for the default credential. */
export const credentialOf = (namespace: string | null): string | undefined =>
  namespace === null ? undefined : /^credential:(?<name>.+)$/.exec(namespace)?.groups?.['name'];

/** What an attachment's config var holds; undefined for a credential that is not there, or not active yet. */
export function attachmentUrl(service: DatabaseService, addon: Addon, namespace: string | null): string | undefined {
  if (namespace === null) return service.urlOf(addon);
  const credential = addon.credentials.find(({ name }) => name === credentialOf(namespace));
  const login = credential?.logins.find(({ state }) => state === 'active');
  return login && service.urlOf({ database: addon.database, role: login.user, password: login.password });
}
