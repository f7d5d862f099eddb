import type { Finding } from '@pgwatch-heroku/doctor';
import { exitCodes } from '@pgwatch-heroku/shared';

/** Errors that a person has to mend weigh more than those that waiting may; warnings end nothing. */
export function exitCodeOf(findings: readonly Finding[]): number {
  const errors = findings.filter(({ state }) => state === 'error');
  if (errors.length === 0) return exitCodes.done;
  return errors.every(({ mayPass }) => mayPass) ? exitCodes.unavailable : exitCodes.configuration;
}
