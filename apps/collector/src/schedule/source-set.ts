import { type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import { listSources, readSourceMetrics, type Source } from '@pgwatch-heroku/store';
import type { Counters } from '../counters.js';
import type { MonitoredAttachment } from '../discover/monitored-attachments.js';
import type { Outbox } from '../write/outbox.js';
import type { StoreConnection } from '../write/store-connection.js';
import { type RoleMetrics, SourceRunner } from './source-runner.js';

export interface SourceSetOptions {
  store: Pick<StoreConnection, 'run'>;
  attachments: readonly MonitoredAttachment[];
  outbox: Outbox;
  counters: Counters;
  log: Logger;
}

interface Running {
  runner: SourceRunner;
  abort: AbortController;
  done: Promise<void>;
}

/** Distance between the first connections of two sources. */
const startDistanceMs = 100;

/** The loops of all sources: starts those that are wanted and known, stops those that no longer are. */
export class SourceSet {
  readonly #options: SourceSetOptions;
  readonly #running = new Map<number, Running>();

  constructor(options: SourceSetOptions) {
    this.#options = options;
  }

  get total(): number {
    return this.#running.size;
  }

  get up(): number {
    return [...this.#running.values()].filter(({ runner }) => runner.isUp).length;
  }

  runnerOf(sourceId: number): SourceRunner | undefined {
    return this.#running.get(sourceId)?.runner;
  }

  /** Reads from the store what is to be monitored and how often. @throws when the store is away. */
  async reload(): Promise<void> {
    const wanted = await this.#readWanted();
    for (const [id, { abort, done }] of [...this.#running]) {
      if (wanted.has(id)) continue;
      abort.abort();
      this.#running.delete(id);
      await done;
    }
    for (const [id, { source, attachment, metrics }] of wanted) {
      const runner = this.#running.get(id)?.runner ?? this.#start(source, attachment);
      runner.setMetrics(metrics);
    }
  }

  /** Ends all loops, giving fetches that are under way some time. */
  async stop(timeoutMs: number): Promise<void> {
    const all = [...this.#running.values()];
    for (const { abort } of all) abort.abort();
    await Promise.race([Promise.all(all.map(({ done }) => done)), sleep(timeoutMs)]);
  }

  async #readWanted() {
    const { store, attachments } = this.#options;
    return store.run(async (client) => {
      const wanted = new Map<number, { source: Source; attachment: MonitoredAttachment; metrics: RoleMetrics }>();
      for (const source of await listSources(client)) {
        const attachment = attachments.find(({ alias }) => alias === source.name);
        if (!attachment || !source.enabled || source.detachedAt) continue;
        const primary = await readSourceMetrics(client, source.id);
        const standby = source.presetStandby ? await readSourceMetrics(client, source.id, 'standby') : primary;
        wanted.set(source.id, { source, attachment, metrics: { primary, standby } });
      }
      return wanted;
    });
  }

  #start(source: Source, { variable, url }: MonitoredAttachment): SourceRunner {
    const { outbox, counters, log } = this.#options;
    const startDelayMs = this.#running.size * startDistanceMs;
    const runner = new SourceRunner({ source, variable, url, outbox, counters, log, startDelayMs });
    const abort = new AbortController();
    const done = runner.run(abort.signal).catch((error: unknown) => {
      log.error({ event: 'loop-ended', source: source.name, err: error }, messageOf(error));
    });
    this.#running.set(source.id, { runner, abort, done });
    return runner;
  }
}
