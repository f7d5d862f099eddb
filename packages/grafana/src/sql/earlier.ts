/**
 * An instant so much earlier. By way of UTC: time with a zone minus an interval depends on the session's zone, and is then
 * unknown to the planner, which would plan for every partition there is.
 */
export const earlier = (instant: ':from' | ':to', interval: string): string =>
  `((${instant} AT TIME ZONE 'UTC') - interval '${interval}') AT TIME ZONE 'UTC'`;
