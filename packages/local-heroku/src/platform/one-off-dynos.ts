import { randomInt, randomUUID } from 'node:crypto';
import { AppError } from '@pgwatch-heroku/shared';
import type { DynoProcess } from '../dynos/dyno-process.js';
import { type OneOffResult, runOneOff } from '../dynos/one-off.js';
import type { LogHub } from '../logs/log-hub.js';
import type { CurrentRelease } from './current-release.js';

/** What a one-off dyno was started for. */
export interface OneOff {
  id: string;
  name: string;
  command: string;
  type: string;
  createdAt: string;
  state: () => 'starting' | 'up';
  ended: Promise<OneOffResult>;
}

export interface OneOffDynosOptions {
  current: CurrentRelease;
  dynosDir: string;
  stopGraceMs: number;
  logs: LogHub;
}

/** The dynos of an app that run one command to its end. */
export class OneOffDynos {
  readonly running = new Map<string, OneOff>();
  readonly #options: OneOffDynosOptions;
  readonly #processes = new Map<string, DynoProcess>();
  #isStopping = false;

  constructor(options: OneOffDynosOptions) {
    this.#options = options;
  }

  /** Starts a command in a dyno of its own, which ends after `timeToLiveMs`. */
  start(command: string, options: { type?: string; env?: Record<string, string>; timeToLiveMs?: number } = {}): OneOff {
    if (this.#isStopping) throw new AppError('unavailable', 'Local Heroku is stopping');
    const { type = 'run', env, timeToLiveMs } = options;
    const { current, dynosDir, stopGraceMs, logs } = this.#options;
    const id = randomUUID();
    const name = `${type}.${randomInt(1_000, 10_000)}`;
    let killed: NodeJS.Timeout | undefined;
    const spec = current.oneOffSpec(command, { id, isPhase: type === 'release' });
    const ended = runOneOff({ ...spec, name, dynosDir, stopGraceMs, logs, extraEnv: env }, (process) => {
      this.#processes.set(id, process);
      if (timeToLiveMs !== undefined) killed = setTimeout(() => void process.stop(), timeToLiveMs);
      if (this.#isStopping) void process.stop();
    }).finally(() => {
      clearTimeout(killed);
      this.#processes.delete(id);
      this.running.delete(id);
    });
    ended.catch(() => undefined); // its log says what became of it
    const state = () => (this.#processes.has(id) ? ('up' as const) : ('starting' as const));
    const oneOff = { id, name, command, type, createdAt: new Date().toISOString(), state, ended };
    this.running.set(id, oneOff);
    return oneOff;
  }

  /** Stops one that still runs. */
  async stop(id: string): Promise<void> {
    await this.#processes.get(id)?.stop();
  }

  /** Stops all, and lets none start any more. */
  async end(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#processes.values()].map((process) => process.stop()));
  }

  kill(): void {
    for (const process of this.#processes.values()) process.kill();
  }
}
