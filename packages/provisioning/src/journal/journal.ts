import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';
import { type OperationSession, type OperationState, type OperationStep, recordOperation } from '@pgwatch-heroku/store';
import type { OnStep } from './step.js';

export interface JournalState {
  id: number;
  steps: OperationStep[];
  session: OperationSession;
  /** A new one with the lease; undefined when another process has taken it meanwhile. */
  reopen: () => Promise<OperationSession | undefined>;
  log: Logger;
}

/**
 * Writes down in the Collector DB how far an operation is, for pages and for whoever goes on with it. Its connection
 * holds the operation's lease. That a step could not be written down never stops the operation: every step looks for
 * itself at what is there.
 */
export class Journal {
  readonly #state: JournalState;
  #session: OperationSession | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(state: JournalState) {
    this.#state = state;
    this.#session = state.session;
  }

  get id(): number {
    return this.#state.id;
  }

  get steps(): readonly OperationStep[] {
    return this.#state.steps;
  }

  /** Ignored once the last word is said: a part that was cut off may still tell how it ended, and the lease is another's. */
  readonly onStep: OnStep = (step) => {
    if (this.#isOver) return;
    const { steps } = this.#state;
    const at = new Date().toISOString();
    const index = steps.findIndex(({ id }) => id === step.id);
    steps.splice(index < 0 ? steps.length : index, index < 0 ? 0 : 1, { ...step, at });
    return this.#write('running');
  };

  /** Writes the last word and gives the lease back. */
  async end(state: Exclude<OperationState, 'running'>, error?: unknown): Promise<void> {
    this.#isOver = true;
    const hint = error instanceof AppError ? error.hint : undefined;
    await this.#write(state, error === undefined ? {} : { error: messageOf(error), hint });
    await this.close();
  }

  /** Gives the lease back with nothing said: as when the process is killed. */
  async close(): Promise<void> {
    this.#isOver = true;
    await this.#writing;
    await this.#session?.close();
    this.#session = undefined;
  }

  #write(state: OperationState, words: { error?: string; hint?: string | undefined } = {}): Promise<void> {
    const { id, log } = this.#state;
    const writing = this.#writing.then(async () => {
      try {
        await this.#record(id, state, words).catch(async () => {
          await this.#session?.close();
          this.#session = undefined;
          this.#session = await this.#state.reopen();
          await this.#record(id, state, words);
        });
      } catch (error) {
        log.warn(
          { event: 'operation-unrecorded' },
          `how far the operation is could not be recorded: ${messageOf(error)}`,
        );
      }
    });
    this.#writing = writing;
    return writing;
  }

  async #record(id: number, state: OperationState, words: { error?: string; hint?: string | undefined }) {
    if (!this.#session) throw new AppError('unavailable', 'the connection to the Collector DB is lost');
    await recordOperation(this.#session.db, id, { state, steps: this.#state.steps, ...words });
  }
}
