import { isDeepStrictEqual } from 'node:util';
import type { Metric } from '@pgwatch-heroku/metrics';
import { AppError, classifyFailure, codeOf, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { MetricStateReport } from '@pgwatch-heroku/store';
import { pendingFetch } from '../buffer/pending-fetch.js';
import type { Counters } from '../counters.js';
import { joinCuts } from '../fetch/cut.js';
import { hintForFailure } from '../fetch/failure-hint.js';
import { type Fetched, fetchMetric } from '../fetch/fetch-metric.js';
import { type MetricPlan, planMetric } from '../fetch/metric-plan.js';
import type { OpenSource } from '../fetch/open-source.js';
import { unwatchedKinds } from '../fetch/unwatched-kinds.js';
import { Tally } from '../self/tally.js';
import type { Outbox } from '../write/outbox.js';
import { MetricHealth } from './metric-health.js';
import { MissedDetails } from './missed-details.js';

/** Reasons are read in a table. */
const maxReasonLength = 300;
const endsConnections = [
  'the connection ended while it ran, several times in a row',
  'Its query may crash the server process or end the connection itself: the log of the database says why. Change the SQL, or take the metric out of the preset.',
] as const;

/** Fetches one metric of one source. What fails is a state with a reason, never an exception. */
export class MetricRunner {
  metric: Metric;
  readonly tally = new Tally();
  readonly missedDetails = new MissedDetails();
  readonly #context: { source: { id: number }; outbox: Outbox; counters: Counters };
  readonly #log: Logger;
  readonly #health = new MetricHealth();
  #lastTags: string | null = null;

  constructor(metric: Metric, context: { source: { id: number }; outbox: Outbox; counters: Counters }, log: Logger) {
    this.metric = metric;
    this.#context = context;
    // Not a child of its own: a fleet has thousands of these, and each would be a logger.
    this.#log = log;
  }

  update(metric: Metric): void {
    // A reload parses every definition anew; another object that says the same must not cost a new plan.
    if (isDeepStrictEqual(metric, this.metric)) return;
    this.metric = metric;
    // It may be the remedy: not to wait until the old definition would have been tried again.
    this.#health.redefined();
  }

  reconnected(): void {
    this.#health.reconnected();
  }

  /** @param tickMs the key of the row; see tickShifts(). */
  async run(live: OpenSource, tickMs: number): Promise<void> {
    const { counters } = this.#context;
    if (!this.#appliesTo(live) || !this.#health.isDue(Date.now())) return;
    const startedAt = performance.now();
    try {
      const plan = this.#knownPlan(live) ?? (await this.#makePlan(live));
      if (!plan) return;
      const fetchedAtMs = Date.now();
      const fetched = await fetchMetric(live.session, plan);
      live.hasAnswered = true;
      this.#onFetched(plan, fetched, tickMs, fetchedAtMs, performance.now() - startedAt);
    } catch (error) {
      counters.failed++;
      this.tally.failures++;
      live.plans.delete(this.metric.name); // the server may have changed under it
      const isTimeout = codeOf(error) === '57014' || error instanceof AppError;
      const isLost = !isTimeout && (!live.session.isOpen || classifyFailure(error) === 'unavailable');
      // What timed out or broke may still be going on at the other end: the connection is not used again.
      if (isTimeout || isLost) live.session.destroy();
      const durationMs = performance.now() - startedAt;
      if (!isLost) return this.#turnOff(messageOf(error), hintForFailure(error), durationMs, 'failed');
      this.#log.debug({ event: 'connection-lost', metric: this.metric.name }, messageOf(error));
      if (this.#health.lostConnection(live.hasAnswered)) this.#turnOff(...endsConnections, durationMs, 'failed');
    }
  }

  #appliesTo({ facts }: OpenSource): boolean {
    return this.metric.appliesTo === 'any' || (this.metric.appliesTo === 'standby') === facts.isInRecovery;
  }

  #knownPlan(live: OpenSource): MetricPlan | undefined {
    const known = live.plans.get(this.metric.name);
    // An edited definition may have another shape.
    return known?.metric === this.metric ? known : undefined;
  }

  async #makePlan(live: OpenSource): Promise<MetricPlan | undefined> {
    const plan = await planMetric(live.session, live.facts, this.metric);
    if ('unavailable' in plan) {
      this.#turnOff(plan.unavailable, plan.hint, 0, 'unavailable');
      return undefined;
    }
    live.plans.set(this.metric.name, plan);
    return plan;
  }

  #onFetched(plan: MetricPlan, fetched: Fetched | undefined, tickMs: number, fetchedAtMs: number, durationMs: number) {
    const { source, outbox, counters } = this.#context;
    const rows = fetched?.rows ?? 0;
    counters.fetches++;
    counters.series += rows;
    this.tally.succeeded(rows, durationMs);
    if (fetched) {
      // Equal tags share one string, in the buffer as well.
      if (fetched.tags !== this.#lastTags) this.#lastTags = fetched.tags;
      const { values } = fetched;
      outbox.sample(
        pendingFetch({
          sourceId: source.id,
          shape: plan.shape,
          tickMs,
          fetchedAtMs,
          tags: this.#lastTags,
          values,
        }),
      );
    }
    const cut = joinCuts([fetched?.cut, fetched && unwatchedKinds(plan, fetched), this.missedDetails.cut]);
    this.#report({ ok: true, ...cut, durationMs, rows });
    const { name: metric } = this.metric;
    if (this.#health.succeeded()) this.#log.info({ event: 'metric-on', metric }, `${metric} works again`);
    this.#log.debug({ event: 'fetch', metric, durationMs, rows }, 'fetched');
  }

  #turnOff(message: string, hint: string | undefined, durationMs: number, kind: 'failed' | 'unavailable'): void {
    const reason = shorten(message);
    this.#report({ ok: false, reason, ...(hint ? { hint } : {}), durationMs, rows: 0 });
    if (this.#health[kind](reason, Date.now())) {
      const { name: metric } = this.metric;
      // What a server or a role lacks is as it is meant to be for many, on every source and at every start.
      const level = kind === 'failed' ? 'warn' : 'info';
      this.#log[level]({ event: 'metric-off', metric, reason, hint }, `${metric} is off: ${reason}`);
    }
  }

  #report(state: Omit<MetricStateReport, 'sourceId' | 'metric' | 'at'>): void {
    const { source, outbox } = this.#context;
    outbox.metricState({ sourceId: source.id, metric: this.metric.name, at: new Date(), ...state });
  }
}

/** PostgreSQL quotes a value before it says what is wrong with it: both ends are kept. */
function shorten(message: string): string {
  if (message.length <= maxReasonLength) return message;
  const half = maxReasonLength / 2;
  return `${message.slice(0, half)} ... ${message.slice(-half)}`;
}
