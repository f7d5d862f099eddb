import type { DeploymentReport, DoctorFinding } from '../../api/contract.js';

type Source = DeploymentReport['sources'][number];

/** Whether it is still to be asked, so that nothing wrong is known of it only for that reason. */
export const isToBeAsked = ({ finding, checkedAt, isPaused }: Source): boolean =>
  finding === null && checkedAt === null && !isPaused;

/** What the worst that is known of a source counts as. */
export function stateOfSource(source: Source): DoctorFinding['state'] {
  if (isToBeAsked(source)) return 'checking';
  return source.finding?.level ?? (source.isPaused ? 'not-available' : 'ok');
}
