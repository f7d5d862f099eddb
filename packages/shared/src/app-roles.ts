/** Which of the original's apps a Heroku app plays: the values of PGWATCH2_APP. */
export const appRoles = ['all', 'collector', 'grafana', 'monitored'] as const;
export type AppRole = (typeof appRoles)[number];
