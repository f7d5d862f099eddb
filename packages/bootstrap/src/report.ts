import type { Logger } from '@pgwatch-heroku/shared';
import type { BootstrapResult } from './options.js';
import type { PlanLimit } from './plan-limits.js';

/**
 * Collects what was changed and says it at once: a process that is killed half-way has said what it did. An attempt
 * that is repeated does not repeat its sentences.
 */
export class Report {
  readonly #changes = new Set<string>();
  readonly #warnings = new Set<string>();
  readonly #limits = new Set<PlanLimit>();
  readonly #log: Logger;
  readonly #database: string;

  constructor(log: Logger, database: string) {
    this.#log = log;
    this.#database = database;
  }

  changed(sentence: string): void {
    this.#changes.add(sentence);
    this.#log.info({ event: 'changed', database: this.#database }, sentence);
  }

  warn(sentence: string): void {
    if (this.#warnings.has(sentence)) return;
    this.#warnings.add(sentence);
    this.#log.warn({ event: 'degraded', database: this.#database }, sentence);
  }

  limited(limit: PlanLimit): void {
    this.#limits.add(limit);
  }

  get result(): BootstrapResult {
    return { changes: [...this.#changes], warnings: [...this.#warnings], limits: [...this.#limits] };
  }
}
