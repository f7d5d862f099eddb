import type { Logger } from '@pgwatch-heroku/shared';

/** What a plan does not have, and what that costs. */
const costs = {
  'no-grafana-role': 'Grafana is for admins only',
  'no-monitoring-rights': 'what other roles do stays hidden',
} as const;

export type PlanLimit = keyof typeof costs;

/**
 * Says in one sentence what the plans of all databases lack, and returns it; undefined when they lack nothing. It is
 * said once for whatever a process bootstrapped: each database for itself would say nearly the same.
 */
export function warnOfPlanLimits(log: Logger, limits: readonly PlanLimit[]): string | undefined {
  if (limits.length === 0) return undefined;
  const said = [...new Set(limits)].map((limit) => costs[limit]);
  const sentence = `one role per database, as on Essential plans: ${said.join(', ')}.`;
  const hint = 'The commands that lift it on a Standard plan: heroku run provisioner';
  log.warn({ event: 'degraded', hint }, sentence);
  return sentence;
}
