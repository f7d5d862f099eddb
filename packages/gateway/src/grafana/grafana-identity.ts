import type { SignedIn } from '../session/signed-in.js';
import type { GrafanaIdentity } from './grafana-headers.js';

export interface IdentityOptions {
  /** Grafana's name of the admin's account: GF_SECURITY_ADMIN_USER. */
  adminName: string;
  /**
   * Whether Grafana reads by a role that can do nothing else. Everybody in Grafana can send SQL of their own: without
   * such a role a viewer could do what the owner of the database can.
   */
  viewersAllowed: boolean;
}

/** Who somebody is to Grafana; undefined for those who may not enter. */
export function grafanaIdentity(signedIn: SignedIn, options: IdentityOptions): GrafanaIdentity | undefined {
  const { user, role, via } = signedIn;
  // Grafana is for browsers; a token of ours is for our API.
  if (via === 'token') return undefined;
  if (role === 'admin') return { user: options.adminName, role: 'Admin' };
  if (!options.viewersAllowed) return undefined;
  // Grafana's names know no upper case. A viewer of the admin's name would be the admin there.
  if (user.toLowerCase() === options.adminName.toLowerCase()) return undefined;
  // Header values are ASCII.
  return { user: encodeURIComponent(user), role: 'Viewer' };
}
