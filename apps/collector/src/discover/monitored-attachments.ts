import { discoverAttachments, type Env, sourceAlias } from '@pgwatch-heroku/shared';

/** A config var that asks for a database to be monitored, usable or not. */
export interface MonitoredAttachment {
  alias: string;
  variable: string;
  url: string;
  sameAs: string[];
}

/**
 * The databases to monitor. A variable whose value is no PostgreSQL URL at all is kept: connecting to it fails with
 * the reason, which then stands beside the source instead of the source being silently missing.
 */
export function monitoredAttachments(env: Env): MonitoredAttachment[] {
  const usable = discoverAttachments(env)
    .filter(({ monitored }) => monitored)
    .map(({ alias, variable, url, sameAs }) => ({ alias, variable, url, sameAs }));
  const known = new Set(usable.flatMap(({ variable, sameAs }) => [variable, ...sameAs]));
  const unusable = Object.entries(env).flatMap(([variable, url]) => {
    if (!url || known.has(variable)) return [];
    const alias = sourceAlias(variable, env);
    return alias === undefined ? [] : [{ alias, variable, url, sameAs: [] }];
  });
  return [...usable, ...unusable];
}
