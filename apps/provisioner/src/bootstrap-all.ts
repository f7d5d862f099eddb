import {
  type BootstrapResult,
  bootstrapCollector,
  bootstrapGrafana,
  bootstrapMonitored,
  type ChosenDatabases,
  tellNotAttached,
} from '@pgwatch-heroku/bootstrap';
import { AppError, type Logger, messageOf, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import type { Outcome } from './outcome.js';

export interface BootstrapAllOptions {
  databases: ChosenDatabases;
  /** For everything together. */
  deadlineMs: number;
  /** HEROKU_APP_NAME */
  app: string | undefined;
  /** HEROKU_APP_ID */
  appId: string | undefined;
  log: Logger;
  signal: AbortSignal;
}

/** What is tried last must still get one honest try. */
const leastDeadlineMs = 3_000;

/** Bootstraps every database that this app has. One that fails does not keep the others from theirs. */
export async function bootstrapAll({
  databases,
  deadlineMs,
  app,
  appId,
  log,
  signal,
}: BootstrapAllOptions): Promise<Outcome[]> {
  const endsAt = performance.now() + deadlineMs;
  const common = () => ({ log, signal, deadlineMs: Math.max(leastDeadlineMs, endsAt - performance.now()) });
  const { collector, grafana, monitored } = databases;

  const ofCollectorDb = async () => {
    const outcomes: Outcome[] = [];
    if (collector) {
      const { url, label, pgwatch2Url } = collector;
      const about = { part: 'Collector DB', isPrimary: true, label, url, log } as const;
      outcomes.push(
        await outcomeOf({ ...about, own: ownRole('PGWATCH2_URL', pgwatch2Url) }, (url) =>
          bootstrapCollector({ ...common(), url, label, pgwatch2Url }),
        ),
      );
    }
    // Grants on a database that just did not answer, or has no schema, are not worth the wait.
    if (grafana && outcomes[0]?.state !== 'failed') {
      const { url, label, pgwatch2Url, grafanaUrl, grafanaStoreUrl } = grafana;
      const about = { part: 'Grafana role', isPrimary: false, label, url, log } as const;
      outcomes.push(
        await outcomeOf({ ...about, own: ownRole('PGWATCH2_GRAFANA_URL', grafanaUrl) }, (url) =>
          bootstrapGrafana({ ...common(), url, label, pgwatch2Url, grafanaUrl, grafanaStoreUrl }),
        ),
      );
    }
    return outcomes;
  };
  const ofMonitoredDb = async () => {
    if (!monitored) return [];
    const { url, label, monitoringRole } = monitored;
    const about = { part: 'Monitored DB', isPrimary: !collector, label, url, log } as const;
    const own = () => (monitoringRole === undefined ? undefined : { variable: label, role: monitoringRole });
    return [
      await outcomeOf({ ...about, own }, (url) =>
        bootstrapMonitored({ ...common(), url, label, monitoringRole, app, appId }),
      ),
    ];
  };
  return (await Promise.all([ofCollectorDb(), ofMonitoredDb()])).flat();
}

interface OwnRole {
  variable: string;
  role: string;
}

interface About {
  part: Outcome['part'];
  isPrimary: boolean;
  /** The config var of the default credential. */
  label: Outcome['label'];
  url: string | undefined;
  /** The role that the part has for itself; read late, because it can be unreadable. */
  own: () => OwnRole | undefined;
  log: Logger;
}

const ownRole = (variable: string, url: string | undefined) => () =>
  url === undefined ? undefined : { variable, role: parseDatabaseUrl(url, variable).user };

async function outcomeOf(about: About, bootstrap: (url: string) => Promise<BootstrapResult>): Promise<Outcome> {
  const { part, isPrimary, label, url, log } = about;
  const base = { part, isPrimary, label, variable: label, changes: [], warnings: [], limits: [] };
  if (url === undefined) {
    // Grafana's role is in the Collector DB, of which that has been said.
    // The verdict warns of the primary.
    const level = isPrimary ? 'info' : 'warn';
    if (part !== 'Grafana role') tellNotAttached({ label, what: part, log }, level);
    return { ...base, state: 'absent' };
  }
  try {
    const result = await bootstrap(url);
    const own = about.own();
    if (own) return { ...base, ...result, ...own, state: 'ready' };
    if (part === 'Grafana role') return { ...base, ...result, variable: '-', state: 'none' };
    return { ...base, ...result, role: parseDatabaseUrl(url, label).user, state: 'shared' };
  } catch (error) {
    const known = error instanceof AppError;
    if (!known && isPrimary) throw error;
    const details = known ? { hint: error.hint } : { err: error };
    log.error({ event: 'failed', part, ...details }, `${part}: ${messageOf(error)}`);
    return { ...base, state: 'failed', error: known ? error : new AppError('bug', messageOf(error)) };
  }
}
