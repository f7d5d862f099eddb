import type { DeploymentReport, DoctorFinding } from '../../api/contract.js';

/** What the worst that is known of a source counts as. */
export const stateOfSource = ({ finding, isPaused }: DeploymentReport['sources'][number]): DoctorFinding['state'] =>
  finding?.level ?? (isPaused ? 'not-available' : 'ok');
