import { type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import { FleetMetrics, listSources, type RoleMetrics, type Source } from '@pgwatch-heroku/store';
import type { Counters } from '../counters.js';
import type { SourceTarget } from '../discover/source-target.js';
import type { WatchedSource } from '../self/self-monitor.js';
import type { Outbox } from '../write/outbox.js';
import type { StoreConnection } from '../write/store-connection.js';
import { SourceRunner } from './source-runner.js';
import { StartGate } from './start-gate.js';

export interface SourceSetOptions {
  store: Pick<StoreConnection, 'run'>;
  /** Where a source is; undefined for one that is not to be fetched. */
  targetOf: (source: Source) => SourceTarget | undefined;
  outbox: Outbox;
  counters: Counters;
  /** As LeaseKeeper.doubtMs. */
  doubtMs: () => number | undefined;
  onYield: (sourceId: number) => void;
  log: Logger;
}

interface Wanted {
  source: Source;
  target: SourceTarget;
  metrics: RoleMetrics;
}

interface Running {
  identity: string;
  runner: SourceRunner;
  abort: AbortController;
  done: Promise<void>;
}

/** The sources that are to be monitored, and the loops of those that this dyno fetches. */
export class SourceSet {
  readonly #options: SourceSetOptions;
  readonly #metrics = new FleetMetrics();
  readonly #running = new Map<number, Running>();
  #wanted = new Map<number, Wanted>();
  readonly #gate = new StartGate();

  constructor(options: SourceSetOptions) {
    this.#options = options;
  }

  /** Ids of all that are to be fetched, by this dyno or by another. */
  get wanted(): number[] {
    return [...this.#wanted.keys()];
  }

  get total(): number {
    return this.#running.size;
  }

  get up(): number {
    return [...this.#running.values()].filter(({ runner }) => runner.isUp).length;
  }

  /** Those that this dyno fetches. */
  get running(): WatchedSource[] {
    return [...this.#running].map(([id, { runner }]) => ({
      id,
      name: runner.name,
      // Looked at every few minutes, and this every few seconds.
      get tallies() {
        return runner.tallies;
      },
    }));
  }

  runnerOf(sourceId: number): SourceRunner | undefined {
    return this.#running.get(sourceId)?.runner;
  }

  /** Reads from the store what is to be monitored and how often. @throws when the store is away. */
  async reload(): Promise<void> {
    this.#wanted = await this.#readWanted();
    // One whose address is another one is begun anew by whoever holds its lease.
    const gone = [...this.#running].flatMap(([id, { identity }]) =>
      this.#wanted.get(id)?.target.identity === identity ? [] : [id],
    );
    for (const [id, { metrics }] of this.#wanted) this.#running.get(id)?.runner.setMetrics(metrics);
    await Promise.all(gone.map((id) => this.stop(id)));
  }

  /** Starts the loop of one that is wanted and does not run yet. */
  start(sourceId: number): void {
    const wanted = this.#wanted.get(sourceId);
    if (!wanted || this.#running.has(sourceId)) return;
    const { outbox, counters, doubtMs, onYield, log } = this.#options;
    const { source, target, metrics } = wanted;
    const runner = new SourceRunner({
      ...{ source, target, outbox, counters, log, doubtMs },
      enter: (signal) => this.#gate.enter(signal),
      onYield: () => onYield(sourceId),
    });
    runner.setMetrics(metrics);
    const abort = new AbortController();
    const done = runner.run(abort.signal).catch((error: unknown) => {
      log.error({ event: 'loop-ended', source: source.name, err: error }, messageOf(error));
    });
    this.#running.set(sourceId, { identity: target.identity, runner, abort, done });
  }

  /** Ends a loop; resolves when what was under way has ended. */
  async stop(sourceId: number): Promise<void> {
    const running = this.#running.get(sourceId);
    if (!running) return;
    running.abort.abort();
    await running.done;
    this.#running.delete(sourceId);
  }

  /** Ends all loops, giving fetches that are under way some time. */
  async stopAll(timeoutMs: number): Promise<void> {
    await Promise.race([Promise.all([...this.#running.keys()].map((id) => this.stop(id))), sleep(timeoutMs)]);
  }

  async #readWanted(): Promise<Map<number, Wanted>> {
    const { store, targetOf } = this.#options;
    return store.run(async (client) => {
      const wanted = new Map<number, Wanted>();
      // In this order: of a source that is added between the two, nothing is known yet, and it would run with nothing to do.
      const sources = await listSources(client);
      const metricsOf = await this.#metrics.read(client);
      for (const source of sources) {
        const target = source.enabled && !source.detachedAt ? targetOf(source) : undefined;
        const metrics = metricsOf.get(source.id);
        // One that was deleted meanwhile has none.
        if (target && metrics) wanted.set(source.id, { source, target, metrics });
      }
      return wanted;
    });
  }
}
