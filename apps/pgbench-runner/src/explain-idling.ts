import type { AppRole } from '@pgwatch-heroku/shared';

/** Why there is nothing to put under load in an app of this role, and what to do about the dyno. */
export function explainIdling(role: AppRole): { message: string; hint: string } {
  if (role === 'collector' || role === 'grafana') {
    return {
      message: `an app with PGWATCH2_APP=${role} has no sample database to put under load`,
      hint: 'This dyno does nothing and is paid for: heroku ps:scale pgbench=0',
    };
  }
  const [as, variable] = role === 'monitored' ? ['DATABASE', 'DATABASE_URL'] : ['MONITOREDDB', 'MONITOREDDB_URL'];
  return {
    message: `there is no sample database to put under load: ${variable} is not set`,
    hint: `Attach a sample database: heroku addons:create heroku-postgresql --as ${as}. Without one: heroku ps:scale pgbench=0`,
  };
}
