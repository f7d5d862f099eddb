import { type App, createHerokuClient, type HerokuClient, readHerokuApiUrls } from '@pgwatch-heroku/heroku-api';
import { findOwnApp, type Journal, type OnStep, openJournal } from '@pgwatch-heroku/provisioning';
import { AppError, type Logger, messageOf, type Pool } from '@pgwatch-heroku/shared';
import { borrowOperationSession, type OperationKind, type OperationStep } from '@pgwatch-heroku/store';

export interface HerokuJobsOptions {
  /** HEROKU_HOST and HEROKU_DATA_HOST. */
  env: Record<string, string | undefined>;
  /** HEROKU_API_KEY, where somebody left one. */
  apiKey: string | undefined;
  /** HEROKU_APP_NAME */
  appName: string | undefined;
  databaseUrl: string | undefined;
  /**
   * Of the Collector DB, where operations are written down: a job has one of its connections until it is over, so that
   * both releases together stay within connectionBudget.
   */
  pool: Pool;
  dyno: string | undefined;
  log: Logger;
}

/**
 * Of the 30 s that Heroku gives a dyno to end: an attachment restarts the very dyno that made it, and what is left then
 * is a call or two and the last word in the journal.
 */
const graceMs = 8_000;

/** What a job works with. */
export interface JobTools {
  client: HerokuClient;
  own: App;
  /** As it was typed in, for what another dyno has to go on with. */
  typedKey: string | undefined;
  onStep: OnStep;
  /** What an earlier try wrote down that was cut off. */
  earlier: readonly OperationStep[];
  log: Logger;
  signal: AbortSignal;
}

export interface Job {
  kind: OperationKind;
  subject: string;
  /** Names only: a key is never written down. */
  params: Record<string, string>;
  work: (tools: JobTools) => Promise<unknown>;
  /** How it stands when the work is over. */
  endsAs: 'done' | 'attached' | 'handed-over';
}

/**
 * What is done through Heroku's APIs from a page. A key that was typed in lives in the memory of one job and no longer:
 * an operation that was cut off is gone on with when somebody types it again.
 */
export class HerokuJobs {
  readonly #options: HerokuJobsOptions;
  readonly #ending = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #isBusy = false;

  constructor(options: HerokuJobsOptions) {
    this.#options = options;
  }

  /** Whether a key stands in the config vars, where everybody who may see them can take it. */
  get hasKey(): boolean {
    return this.#options.apiKey !== undefined;
  }

  /**
   * A client and this app, by the key that was typed in or else the one in the config vars.
   *
   * @throws AppError `configuration` without a key; whatever the key is refused for.
   */
  async open(typedKey: string | undefined): Promise<{ client: HerokuClient; own: App }> {
    const { env, appName, databaseUrl, log } = this.#options;
    const { signal } = this.#ending;
    const apiKey = typedKey ?? this.#options.apiKey;
    if (apiKey === undefined) {
      throw new AppError('configuration', 'This needs a Heroku API key', {
        hint: 'Type one in: `heroku authorizations:create` makes it. It is used once and not kept.',
      });
    }
    const client = createHerokuClient({ apiKey, ...readHerokuApiUrls(env), log, signal });
    return { client, own: await findOwnApp(client, { appName, databaseUrl }) };
  }

  /**
   * Begins a job; resolves when it goes on by itself, its steps written down.
   *
   * @returns its id; undefined while this process is at another, or another process at the same.
   */
  async start(typedKey: string | undefined, job: Job): Promise<number | undefined> {
    const { pool, dyno, log } = this.#options;
    const { signal } = this.#ending;
    const { client, own } = await this.open(typedKey);
    const { kind, subject, params } = job;
    // The pages keep a connection for themselves.
    if (this.#isBusy) return undefined;
    this.#isBusy = true;
    const open = () => borrowOperationSession(pool, 'the Collector DB');
    const journal = await openJournal({ open, kind, subject, params, dyno, log, signal, patienceMs: 0 }).catch(
      (error: unknown) => {
        this.#isBusy = false;
        throw error;
      },
    );
    if (!journal) {
      this.#isBusy = false;
      return undefined;
    }
    const { onStep } = journal;
    const earlier = [...journal.steps];
    const run = this.#run(job, journal, { client, own, typedKey, onStep, earlier, log, signal }).finally(() => {
      this.#running.delete(run);
      this.#isBusy = false;
    });
    this.#running.add(run);
    return journal.id;
  }

  /** Lets jobs that are nearly done come to their end, then cuts off the others. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#ending.abort(new Error('this dyno ends')), graceMs);
    await Promise.allSettled(this.#running);
    clearTimeout(timer);
    this.#ending.abort(new Error('this dyno ends'));
  }

  async #run({ kind, subject, work, endsAs }: Job, journal: Journal, tools: JobTools): Promise<void> {
    const { log, signal } = tools;
    try {
      await work(tools);
      await journal.end(endsAs);
      log.info({ event: 'operation-ended', kind }, `${kind} ${subject}: ${endsAs}`);
    } catch (error) {
      // Cut off by our own restart it is not over: whoever asks again goes on with it.
      if (signal.aborted) return journal.close();
      log.warn({ event: 'operation-failed', kind }, `${kind} ${subject}: ${messageOf(error)}`);
      await journal.end('failed', error);
    }
  }
}
