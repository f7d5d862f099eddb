import {
  AppError,
  classifyFailure,
  isConnectFailure,
  messageOf,
  type Queryable,
  toConnectError,
  withDeadline,
} from '@pgwatch-heroku/shared';
import {
  expectedSchemaVersion,
  listLeases,
  listSources,
  readDynos,
  readReadingRole,
  readSchemaAge,
  readStoreGrowth,
  readStoreState,
} from '@pgwatch-heroku/store';
import { type Fact, type Facts, known, unknown } from '../fact.js';
import { storeSql } from '../sql/store-probe.js';
import type { DeploymentFacts, StoreFact } from './deployment-facts.js';

/** A page waits for all of them. */
const deadlineMs = 4_000;

export interface GatherDeploymentOptions extends Pick<DeploymentFacts, 'environment' | 'history' | 'grafana'> {
  /** The Collector DB, for reading. */
  store: Queryable;
}

/** Everything that the aspects of the deployment look at. What the store does not answer in time is unknown. Never throws. */
export async function gatherDeployment(options: GatherDeploymentOptions): Promise<Facts<DeploymentFacts>> {
  const { store, environment, history, grafana } = options;
  const startedAt = performance.now();
  const first = await ask(async () => {
    const { rows } = await store.query<{ version: string; role: string }>(storeSql);
    return { ...(rows[0] as (typeof rows)[number]), durationMs: Math.round(performance.now() - startedAt) };
  });
  const given = { environment: known(environment), history: known(history), grafana: known(grafana), store: first };
  // One that does not answer is not asked five times.
  const others = ['schema', 'storage', 'collectors', 'readingRole'] as const satisfies readonly StoreFact[];
  if (!first.isKnown) {
    // Why is said once.
    const unasked = { ...first, reason: 'It takes the Collector DB.', hint: undefined };
    return { ...given, ...Object.fromEntries(others.map((name) => [name, unasked])) };
  }
  return {
    ...given,
    schema: await ask(async () => {
      const age = await readSchemaAge(store);
      return { expected: await expectedSchemaVersion(), actual: age?.version, appliedAt: age?.appliedAt };
    }),
    storage: await ask(async () => ({
      ...(await readStoreState(store)),
      nowSeconds: Date.now() / 1_000,
      growthBytesPerDay: (await readStoreGrowth(store, new Date()))?.bytesPerDay ?? null,
    })),
    collectors: await ask(async () => {
      const sources = await listSources(store);
      const leases = new Set((await listLeases(store)).map(({ sourceId }) => sourceId));
      return {
        nowSeconds: Date.now() / 1_000,
        dynos: await readDynos(store),
        monitored: sources.filter(({ enabled, detachedAt }) => enabled && detachedAt === null).map(({ name }) => name),
        leased: sources.filter(({ id }) => leases.has(id)).map(({ name }) => name),
      };
    }),
    readingRole: await ask(async () => {
      const role = environment.grafanaRole;
      if (role === null || role === environment.ownerRole || role === environment.collectorRole) return null;
      return { role, rights: await readReadingRole(store, role) };
    }),
  };
}

async function ask<T>(work: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await withDeadline(work(), deadlineMs, 'The Collector DB'));
  } catch (error) {
    // A pool throws what the driver did, which says nothing of what to do.
    if (isConnectFailure(error)) return unknown(toConnectError(error, 'the Collector DB'));
    if (error instanceof AppError || classifyFailure(error) !== 'unavailable') return unknown(error);
    return unknown(
      new AppError('unavailable', `A query of the Collector DB failed: ${messageOf(error)}`, { cause: error }),
    );
  }
}
