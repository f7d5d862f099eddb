import { bootstrapGrafana, chooseDatabases, warnOfPlanLimits } from '@pgwatch-heroku/bootstrap';
import { missingHints, type ProgramOptions, readFlags } from '@pgwatch-heroku/shared';
import { readConfig } from './config.js';

/** The whole of grafana-bootstrap. @returns its exit code. @throws AppError with another. */
export async function runGrafanaBootstrap({ args, env, log, signal }: ProgramOptions): Promise<number> {
  readFlags('grafana-bootstrap (it takes no arguments)', [], args);
  const config = readConfig(env);
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { grafana } = chooseDatabases(config, []);
  if (!grafana) {
    log.info(
      { event: 'skipped' },
      `nothing to do: PGWATCH2_APP=${config.PGWATCH2_APP}, and the app of the Collector DB issues the grants`,
    );
    return 0;
  }
  const { label, url } = grafana;
  if (url === undefined) {
    log.warn(
      { event: 'skipped', hint: missingHints[label] },
      `nothing to do: ${label} is not set, so no Collector DB is attached`,
    );
    return 0;
  }
  const { changes, limits } = await bootstrapGrafana({ ...grafana, url, log, signal });
  warnOfPlanLimits(log, limits);
  log.info(
    { event: 'bootstrapped', changes: changes.length },
    changes.length === 0 ? 'Grafana: nothing to change' : `Grafana: ${changes.length} changes made`,
  );
  return 0;
}
