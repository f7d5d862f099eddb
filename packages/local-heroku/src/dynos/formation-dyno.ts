import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { findFreePort } from '@pgwatch-heroku/embedded-postgres';
import { messageOf, sleep } from '@pgwatch-heroku/shared';
import type { LogHub } from '../logs/log-hub.js';
import { DynoProcess } from './dyno-process.js';
import { forgivenAfterMs, restartDelayMs } from './restart-delay.js';

export type DynoState = 'starting' | 'up' | 'crashed' | 'down';
/** How a start ended: `boot-timeout` is a web process that did not bind its port in time. */
export type StartResult = 'up' | 'crashed' | 'boot-timeout' | 'down';

export interface DynoTimes {
  /** SIGTERM to SIGKILL. Heroku: 30 s. */
  stopGraceMs: number;
  /** Until a web process has bound $PORT. Heroku: 60 s. */
  bootMs: number;
  restartDelayMs: (crashes: number) => number;
}

export const herokuTimes: DynoTimes = { stopGraceMs: 30_000, bootMs: 60_000, restartDelayMs };

/** What a dyno runs; asked anew at every start, so that a restart sees the current release. */
export interface DynoSpec {
  command: string;
  configVars: Readonly<Record<string, string>>;
  slugDir: string;
}

/** A dyno of the formation: one place that a process runs in, is restarted in, and crashes in. */
export class FormationDyno {
  readonly id = randomUUID();
  readonly name: string;
  readonly #type: string;
  readonly #spec: () => DynoSpec;
  readonly #dynosDir: string;
  readonly #logs: LogHub;
  readonly #times: DynoTimes;
  #state: DynoState = 'down';
  #changedAt = new Date();
  #process: DynoProcess | undefined;
  /** The current one and those that are still on their way out. */
  readonly #alive = new Set<DynoProcess>();
  #settled: PromiseWithResolvers<StartResult> = withResolvers();
  readonly #launches = new Set<Promise<void>>();
  #launchCount = 0;
  #crashes = 0;
  #lastExitCode: number | undefined;
  #wanted = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: {
    type: string;
    number: number;
    spec: () => DynoSpec;
    dynosDir: string;
    logs: LogHub;
    times: DynoTimes;
  }) {
    this.name = `${options.type}.${options.number}`;
    this.#type = options.type;
    this.#spec = options.spec;
    this.#dynosDir = options.dynosDir;
    this.#logs = options.logs;
    this.#times = options.times;
  }

  /** When it came into its state. */
  get changedAt(): Date {
    return this.#changedAt;
  }

  get state(): DynoState {
    return this.#state;
  }

  /** How the last process ended that ended by itself. */
  get lastExitCode(): number | undefined {
    return this.#lastExitCode;
  }

  /** Where a web process listens, once it is up. */
  get port(): number | undefined {
    return this.#process?.port;
  }

  pid(): Promise<number | undefined> {
    return this.#process?.pid() ?? Promise.resolve(undefined);
  }

  /** Resolves when the start that is under way has ended, well or not; at once when none is. */
  settled(): Promise<StartResult> {
    return this.#state === 'starting' ? this.#settled.promise : Promise.resolve(this.#state);
  }

  async start(): Promise<void> {
    this.#wanted = true;
    this.#crashes = 0;
    await this.#launch();
  }

  /** The old process is told to stop while the new one already starts: they overlap, as on Heroku. */
  async restart(): Promise<void> {
    if (!this.#wanted) return;
    this.#logs.write('heroku', this.name, 'Restarting');
    this.#crashes = 0;
    const old = this.#process;
    this.#process = undefined;
    const stopped = old?.stop();
    await this.#launch();
    void stopped?.catch(() => undefined);
  }

  /** Resolves when nothing of the dyno runs any more. */
  async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#process = undefined;
    await Promise.all(this.#launches);
    await Promise.all([...this.#alive].map((process) => process.stop()));
    this.#change('down', 'down');
  }

  kill(): void {
    for (const process of this.#alive) process.kill();
  }

  async #launch(): Promise<void> {
    clearTimeout(this.#retry);
    this.#change('starting');
    const launch = this.#startProcess(++this.#launchCount).catch((error: unknown) => {
      this.#logs.write('heroku', this.name, `The dyno could not be started: ${messageOf(error)}`);
      this.#crashed('crashed');
    });
    this.#launches.add(launch);
    await launch;
    this.#launches.delete(launch);
  }

  async #startProcess(launch: number): Promise<void> {
    const port = this.#type === 'web' ? await findFreePort() : undefined;
    const process = await DynoProcess.start({
      ...this.#spec(),
      name: this.name,
      dynosDir: this.#dynosDir,
      port,
      stopGraceMs: this.#times.stopGraceMs,
      logs: this.#logs,
    });
    this.#alive.add(process);
    void process.exited.then(() => this.#alive.delete(process));
    // Stopped, or restarted once more, while this one was being made ready.
    if (!this.#wanted || launch !== this.#launchCount) return process.stop();
    this.#process = process;
    void this.#follow(process);
  }

  async #follow(process: DynoProcess): Promise<void> {
    const startedAt = performance.now();
    let timedOut = false;
    let ended = false;
    void this.#waitForPort(process, () => ended).then((bound) => {
      if (this.#process !== process || ended) return;
      if (bound) return this.#change('up', 'up');
      timedOut = true;
      const seconds = this.#times.bootMs / 1_000;
      this.#logs.write(
        'heroku',
        this.name,
        `Error R10 (Boot timeout) -> Web process failed to bind to $PORT within ${seconds} seconds of launch`,
      );
      this.#logs.write('heroku', this.name, 'Stopping process with SIGKILL');
      process.kill();
    });
    const { code } = await process.exited;
    ended = true;
    if (this.#process !== process) return; // replaced or stopped: its end was wanted
    this.#process = undefined;
    this.#lastExitCode = timedOut ? undefined : code;
    if (performance.now() - startedAt > forgivenAfterMs) this.#crashes = 0;
    this.#crashed(timedOut ? 'boot-timeout' : 'crashed');
  }

  #crashed(result: StartResult): void {
    if (!this.#wanted) return;
    this.#change('crashed', result);
    this.#retry = setTimeout(() => void this.#launch(), this.#times.restartDelayMs(++this.#crashes));
  }

  async #waitForPort({ port }: DynoProcess, hasEnded: () => boolean): Promise<boolean> {
    if (port === undefined) return true;
    const endsAt = performance.now() + this.#times.bootMs;
    while (performance.now() < endsAt && !hasEnded()) {
      if (await accepts(port)) return true;
      await sleep(50);
    }
    return false;
  }

  #change(state: DynoState, result?: StartResult): void {
    if (this.#state !== state) {
      this.#logs.write('heroku', this.name, `State changed from ${this.#state} to ${state}`);
      this.#state = state;
      this.#changedAt = new Date();
      if (state === 'starting') this.#settled = withResolvers();
    }
    if (result) this.#settled.resolve(result);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
