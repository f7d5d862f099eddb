/**
 * Which way a plan of Heroku Postgres makes credentials: `none` on Essential and its forerunners; `advanced` plans have
 * them behind another API, which this client does not speak.
 *
 * @param planName with or without the service: `heroku-postgresql:standard-0`, `standard-0`.
 */
export function credentialKind(planName: string): 'none' | 'classic' | 'advanced' {
  const plan = planName.slice(planName.indexOf(':') + 1);
  if (/^(essential|hobby|mini|basic|dev)\b/.test(plan)) return 'none';
  return /^(advanced|performance)\b/.test(plan) ? 'advanced' : 'classic';
}

/** Whether `credentials.create` works on the plan. */
export function hasCredentials(planName: string): boolean {
  return credentialKind(planName) === 'classic';
}

/** Whether the plan refuses new credentials until HA and Fork/Follow are there (databases.waitUntilForkFollow). */
export function needsForkFollowFirst(planName: string): boolean {
  return /^(premium|private|shield)\b/.test(planName.slice(planName.indexOf(':') + 1));
}
