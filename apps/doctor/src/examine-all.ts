import {
  deploymentAspects,
  examine,
  type Fact,
  type Facts,
  gatherDeployment,
  gatherLive,
  known,
  liveFacts,
  pausedReason,
  type SourceFacts,
  sourceAspects,
  type Turn,
  Turns,
  unknown,
} from '@pgwatch-heroku/doctor';
import { AppError, type Pool, SourceAccess } from '@pgwatch-heroku/shared';
import { listSources, readSealedUrl, readSourceHealth, readSourceMetrics } from '@pgwatch-heroku/store';
import type { Config } from './config.js';
import type { Report } from './print-report.js';

export interface ExamineAllOptions {
  /** Names of sources; all where there are none. */
  wanted: readonly string[];
  /** Told after each source. */
  onProgress(done: number, total: number): void;
}

/**
 * Looks at the deployment, then at sources, as many at a time as the pages ask.
 *
 * @throws AppError `configuration` for a source that is not there.
 */
export async function examineAll(config: Config, store: Pool, options: ExamineAllOptions): Promise<Report[]> {
  const { wanted, onProgress } = options;
  const { environment, PGWATCH2_RAW_DAYS: rawDays, PGWATCH2_RETENTION_DAYS: retentionDays } = config;
  const facts = await gatherDeployment({
    ...{ store, environment, history: { rawDays, retentionDays }, grafana: { state: 'elsewhere' } },
  });
  const reports: Report[] = [{ subject: 'Deployment', findings: examine(deploymentAspects, facts) }];
  // Without the Collector DB nothing is known of any source.
  if (!facts.schema?.isKnown || facts.schema.value.actual !== facts.schema.value.expected) return reports;
  const all = (await listSources(store)).map(({ name }) => name);
  const missing = wanted.filter((name) => !all.includes(name));
  if (missing.length > 0) {
    throw new AppError('configuration', `There is no source named ${missing.join(', ')}`, {
      hint: all.length > 0 ? `There are: ${all.join(', ')}.` : 'There is none at all yet.',
    });
  }
  const access = new SourceAccess({
    attached: new Map(config.attachments.map((one) => [one.alias, one])),
    secretKey: config.PGWATCH2_SECRET_KEY ?? '',
    allowUrlSources: config.PGWATCH2_ALLOW_URL_SOURCES,
    networks: config.PGWATCH2_URL_SOURCE_NETWORKS,
    ports: config.PGWATCH2_URL_SOURCE_PORTS,
    applicationName: 'pgwatch-heroku doctor',
  });
  const names = wanted.length > 0 ? wanted : all;
  const turns = new Turns();
  let done = 0;
  const ofSources = names.map(async (name) => {
    const turn = await turns.take();
    const report = await examineSource({ store, access, name, turn }).finally(() => turn.end());
    onProgress(++done, names.length);
    return report;
  });
  return [...reports, ...(await Promise.all(ofSources))];
}

interface ExamineSourceOptions {
  store: Pool;
  access: SourceAccess;
  name: string;
  turn: Turn;
}

async function examineSource({ store, access, name, turn }: ExamineSourceOptions): Promise<Report> {
  const stored = await readSourceHealth(store, name);
  if (!stored) throw new AppError('configuration', `${name} was deleted meanwhile`);
  const facts = new Map<string, Fact<unknown>>([['stored', known(stored)]]);
  if (!stored.isEnabled || stored.isDetached) {
    for (const fact of liveFacts) facts.set(fact, unknown(pausedReason));
  } else {
    await gatherLive({
      turn,
      connect: async () => access.connect(access.addressOf(name, await readSealedUrl(store, name))),
      metricsOf: async (role) => (await readSourceMetrics(store, stored.id, role)).map(({ metric }) => metric),
      onFact: (fact, value) => void facts.set(fact, value),
    });
  }
  return {
    subject: `Source ${name}`,
    findings: examine(sourceAspects, Object.fromEntries(facts) as Facts<SourceFacts>),
  };
}
