import { findPlan } from '../addons/plans.js';
import type { Addon } from '../state/account-state.js';
import type { Delays } from './delays.js';

/** Whether an add-on's standby, where its plan has one, is there by now, in the words of `heroku pg:info`. */
export function databaseInfoOf(addon: Addon, { highAvailabilityMs }: Pick<Delays, 'highAvailabilityMs'>) {
  const { credentials, highlyAvailable } = findPlan(addon.plan);
  if (!credentials) return { isAvailable: addon.state === 'provisioned', ha: undefined, forkFollow: 'Unsupported' };
  const since = Date.now() - Date.parse(addon.provisionedAt ?? '');
  const isAvailable = addon.state === 'provisioned' && (!highlyAvailable || since >= highAvailabilityMs);
  const word = isAvailable ? 'Available' : 'Temporarily Unavailable';
  return { isAvailable, ha: highlyAvailable ? word : undefined, forkFollow: word };
}
