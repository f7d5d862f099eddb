import { classifyFailure, type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import type { RoleMetrics } from '@pgwatch-heroku/store';
import type { Counters } from '../counters.js';
import type { SourceTarget } from '../discover/source-target.js';
import { instanceUpFetch, instanceUpName } from '../fetch/instance-up.js';
import { hasNewcomer } from '../fetch/neighbours.js';
import { type OpenSource, openSource } from '../fetch/open-source.js';
import { pingSql } from '../fetch/sql/session.js';
import type { Tally } from '../self/tally.js';
import type { Outbox } from '../write/outbox.js';
import type { NewSeries } from '../write/series-resolver.js';
import { Agenda, type DueMetric } from './agenda.js';
import { DetailsQueue } from './details-queue.js';
import { MetricRunner } from './metric-runner.js';
import { SourceLink } from './source-link.js';
import { tickShifts } from './tick-shifts.js';
import { phaseOf } from './ticks.js';

export interface SourceRunnerOptions {
  source: { id: number; name: string };
  target: SourceTarget;
  outbox: Outbox;
  counters: Counters;
  log: Logger;
  /** What the first connection waits for; what it gives is called when that attempt has ended. Default nothing. */
  enter?: (signal: AbortSignal) => Promise<() => void>;
  /** For how long another dyno may have had this source, in ms; undefined while that cannot be. */
  doubtMs?: () => number | undefined;
  /** Another dyno was seen at work on this source; whoever is told ends this loop. */
  onYield?: () => void;
}

/** Share of the shortest interval that a tick may take; what does not fit is skipped and counted. */
const budgetShare = 0.8;
/** An answer that takes longer than this is no answer. */
const pingTimeoutMs = 3_000;
/** Longer than connecting may take, so that a state is known when a tick is due. */
const settleMs = 12_000;
/** Between the fetches right after connecting, when all metrics are due at once. */
const spreadMs = 120;

/** More of our connections than this are never left behind: a source with two refuses the third. */
const keptPids = 10;

/** The loop of one source. Nothing that happens to this source reaches another. */
export class SourceRunner {
  readonly #options: SourceRunnerOptions;
  readonly #log: Logger;
  readonly #agenda: Agenda;
  readonly #link: SourceLink<OpenSource>;
  readonly #details = new DetailsQueue();
  readonly #metrics = new Map<string, MetricRunner>();
  #tickShifts: ReadonlyMap<string, number> = new Map();
  #roleMetrics: RoleMetrics = { primary: [], standby: [] };
  #isStandby = false;
  /** Of this loop's connections: the server may not have noticed the end of an earlier one. */
  #pids: number[] = [];
  #isUp: boolean | undefined;
  #lastError: unknown;
  #wake: () => void = () => undefined;
  #onAttempted: () => void = () => undefined;

  constructor(options: SourceRunnerOptions) {
    const { target } = options;
    this.#options = options;
    this.#log = options.log.child({ source: options.source.name });
    this.#agenda = new Agenda(phaseOf(options.source.name));
    this.#link = new SourceLink<OpenSource>({
      open: async () => openSource(target.url(), target.label, target.resolveHost),
      onUp: (live) => this.#onUp(live),
      onDown: (error) => {
        this.#onAttempted();
        this.#setUp(false, error);
      },
    });
  }

  get name(): string {
    return this.#options.source.name;
  }

  get isUp(): boolean {
    return this.#isUp === true;
  }

  /** How each metric fares here. */
  get tallies(): [metric: string, Tally][] {
    return [...this.#metrics].map(([name, { tally }]) => [name, tally]);
  }

  /** What to fetch and how often; may change while it runs. */
  setMetrics(metrics: RoleMetrics): void {
    this.#roleMetrics = metrics;
    this.#chooseMetrics();
  }

  /** What is fetched follows the role; what belongs to both goes on undisturbed. */
  #chooseMetrics(): void {
    const { primary, standby } = this.#roleMetrics;
    const chosen = this.#isStandby ? standby : primary;
    // Whoever leaves out instance_up for one role would never learn that it is over.
    const up = [...chosen, ...primary, ...standby].filter(({ metric }) => metric.name === instanceUpName).slice(0, 1);
    const list = [...up, ...chosen.filter(({ metric }) => metric.name !== instanceUpName)];
    const before = new Map(this.#metrics);
    this.#metrics.clear();
    for (const { metric } of list) {
      const runner = before.get(metric.name) ?? new MetricRunner(metric, this.#options, this.#log);
      runner.update(metric);
      this.#metrics.set(metric.name, runner);
    }
    this.#tickShifts = tickShifts(list.map(({ metric }) => metric));
    this.#agenda.setIntervals(list.map(({ metric, intervalSeconds }) => [metric.name, intervalSeconds * 1_000]));
    this.#wake();
  }

  /** New series whose texts are to be read from the source. */
  wantDetails(metric: string, series: readonly NewSeries[]): void {
    if (!this.#metrics.get(metric)?.metric.details) return;
    this.#details.add(metric, series);
    this.#wake();
  }

  /** Runs until the signal aborts, and ends its connection. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#wake(), { once: true });
    if (this.#options.enter) this.#onAttempted = await this.#options.enter(signal);
    void this.#link.run(signal); // what it is still opening when the end comes it closes itself
    while (!signal.aborted) {
      try {
        if (!(await this.#work(signal))) await this.#pause(signal);
      } catch (error) {
        // Not foreseen: logged, and the loop goes on, for this source and all others.
        this.#log.error({ event: 'loop-failed', err: error }, `unexpected error: ${messageOf(error)}`);
        await sleep(1_000, signal).catch(() => undefined);
      }
    }
    await this.#link.current?.close();
  }

  /** @returns whether there was anything to do. */
  async #work(signal: AbortSignal): Promise<boolean> {
    const due = this.#agenda.due(Date.now());
    if (due.length > 0 && (await this.#isTaken())) return false;
    const up = due.find(({ name }) => name === instanceUpName);
    if (up) await this.#reportUp(up, signal);
    const others = due.filter((item) => item !== up);
    if (this.#link.current && others.length > 0) {
      await this.#runTick(others, signal);
      return true;
    }
    const live = this.#link.current;
    if (live?.isOpen && this.#details.canRead(live)) {
      await this.#details.read(live, this.#metrics, this.#options.outbox, this.#log);
      return true;
    }
    return up !== undefined;
  }

  /** Asks the source itself, where the Collector DB cannot be asked whether this dyno is still the one. */
  async #isTaken(): Promise<boolean> {
    const { doubtMs, onYield } = this.#options;
    const sinceMs = doubtMs?.();
    const live = this.#link.current;
    if (sinceMs === undefined || !live || !(await hasNewcomer(live, this.#pids, sinceMs))) return false;
    onYield?.();
    return true;
  }

  async #reportUp(item: DueMetric, signal: AbortSignal): Promise<void> {
    const { source, outbox, counters } = this.#options;
    this.#agenda.markDone(item);
    this.#countSkipped(item, item.skipped);
    const startedAt = performance.now();
    const live = await this.#link.settled(Math.min(settleMs, this.#agenda.shortestIntervalMs * budgetShare));
    if (!live && signal.aborted) return; // whether it is up, whoever takes over will find out
    if (live) {
      try {
        const { rows } = await live.session.query(pingSql, { timeoutMs: pingTimeoutMs });
        live.hasAnswered = true;
        this.#onRole(live, rows[0]?.[0] === 't');
        this.#setUp(true);
      } catch (error) {
        live.session.destroy();
        this.#setUp(false, error);
      }
    } else if (this.#isUp !== false) {
      this.#setUp(false, this.#lastError ?? new Error(`no connection within ${settleMs / 1_000} s`));
    }
    const isUp = live !== undefined && this.isUp;
    outbox.sample(instanceUpFetch(source.id, item.tick, isUp));
    const at = new Date();
    const durationMs = performance.now() - startedAt;
    outbox.metricState({ sourceId: source.id, metric: item.name, ok: true, durationMs, rows: 1, at });
    this.#metrics.get(item.name)?.tally.succeeded(1, durationMs);
    this.#recordState(at);
    counters.fetches++;
    counters.series++;
  }

  async #runTick(due: readonly DueMetric[], signal: AbortSignal): Promise<void> {
    const { counters } = this.#options;
    const endsAt = performance.now() + this.#agenda.shortestIntervalMs * budgetShare;
    const isFresh = this.#link.current?.isFresh === true;
    if (this.#link.current) this.#link.current.isFresh = false;
    for (const item of due) {
      if (signal.aborted) return;
      const remainingMs = endsAt - performance.now();
      const isFirst = this.#agenda.isFirst(item.name);
      if (remainingMs <= 0) {
        // Of what was never fetched the next tick may be 12 hours away: it stays due, and has its turn before all others.
        if (isFirst) continue;
        this.#agenda.markSkipped(item);
        this.#countSkipped(item, item.skipped + 1);
        continue;
      }
      // A time-out ended the connection: the next metric deserves a new one.
      const live = await this.#link.settled(remainingMs);
      if (!live) return;
      this.#agenda.markDone(item);
      this.#countSkipped(item, item.skipped);
      // All that was due while there was no connection is late for that, and not for want of time.
      if (!isFresh && !isFirst) counters.late(Date.now() - item.tick);
      await this.#metrics.get(item.name)?.run(live, item.tick + (this.#tickShifts.get(item.name) ?? 0));
      if (isFresh) await sleep(spreadMs, signal).catch(() => undefined);
    }
  }

  #countSkipped({ name }: DueMetric, ticks: number): void {
    if (ticks === 0) return;
    this.#options.counters.skipped += ticks;
    const tally = this.#metrics.get(name)?.tally;
    if (tally) tally.skipped += ticks;
  }

  /** A standby is promoted without its connections ending. */
  #onRole(live: OpenSource, isInRecovery: boolean): void {
    if (live.facts.isInRecovery === isInRecovery) return;
    live.facts.isInRecovery = isInRecovery;
    this.#log.info(
      { event: 'role-changed', isInRecovery },
      `${this.name} is a ${isInRecovery ? 'standby' : 'primary'} now`,
    );
    this.#onFacts(live);
  }

  #onFacts(live: OpenSource): void {
    this.#options.outbox.sourceFacts(this.#options.source.id, { ...live.facts });
    if (this.#isStandby !== live.facts.isInRecovery) {
      this.#isStandby = live.facts.isInRecovery;
      this.#chooseMetrics();
    }
    // What one server, or one role, could not answer may be there now.
    for (const metric of this.#metrics.values()) metric.reconnected();
  }

  #onUp(live: OpenSource): void {
    this.#onAttempted();
    this.#pids = [...this.#pids, live.pid].slice(-keptPids);
    this.#onFacts(live);
    this.#setUp(true, undefined, live.facts.serverVersion);
    this.#wake();
  }

  #setUp(isUp: boolean, error?: unknown, serverVersion?: string): void {
    this.#lastError = error;
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    this.#recordState(new Date());
    if (isUp) {
      this.#log.info({ event: 'source-up', serverVersion }, `${this.name} is up`);
    } else {
      const { hint } = (error ?? {}) as { hint?: string };
      this.#log.warn(
        { event: 'source-down', hint, refused: classifyFailure(error) === 'rejected' },
        `${this.name} is down: ${messageOf(error)}`,
      );
    }
  }

  #recordState(at: Date): void {
    const { source, outbox } = this.#options;
    if (this.#isUp === undefined) return;
    const { hint } = (this.#lastError ?? {}) as { hint?: string };
    outbox.sourceState({
      sourceId: source.id,
      ok: this.#isUp,
      ...(this.#isUp ? {} : { reason: messageOf(this.#lastError) }),
      ...(hint && !this.#isUp ? { hint } : {}),
      at,
    });
  }

  /** Until the next tick, or until something wakes it. */
  #pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      // An hour at most: a longer timer would not notice a clock that was set forward.
      const waitMs = Math.min(3_600_000, Math.max(1, this.#agenda.nextAt - Date.now()));
      const timer = setTimeout(() => this.#wake(), waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => undefined;
        resolve();
      };
    });
  }
}
