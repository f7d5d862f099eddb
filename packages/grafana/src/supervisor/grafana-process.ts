import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AppError, type Logger, redactText, sleep } from '@pgwatch-heroku/shared';
import type { GrafanaBinary } from './find-grafana.js';
import { readLogLine } from './read-log-line.js';

/** Grafana ends within a few seconds; the whole dyno has 25. */
const stopGraceMs = 12_000;

export interface GrafanaProcessOptions {
  binary: GrafanaBinary;
  env: Record<string, string>;
  dir: string;
  log: Logger;
}

/** One run of Grafana: its lines in our log, its end awaited. */
export class GrafanaProcess {
  readonly pid: number;
  /** Resolves with how it ended, in words. */
  readonly exited: Promise<string>;
  readonly #child: ChildProcess;
  #lastTrouble: string | undefined;

  private constructor(child: ChildProcess, pid: number, log: Logger) {
    this.#child = child;
    this.pid = pid;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#log(line, log));
    }
    this.exited = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`));
    });
  }

  /** @throws AppError `unavailable` when the program cannot be started. */
  static async start({ binary, env, dir, log }: GrafanaProcessOptions): Promise<GrafanaProcess> {
    const child = spawn(
      binary.file,
      ['server', `--homepath=${binary.home}`, '--packaging=docker', `--config=${dir}/grafana.ini`],
      { env, cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) => reject(cannotStart(cause)));
    });
    if (child.pid === undefined) throw cannotStart(undefined);
    return new GrafanaProcess(child, child.pid, log);
  }

  /** The last thing that went wrong by its own words. */
  get lastTrouble(): string | undefined {
    return this.#lastTrouble;
  }

  /** SIGTERM, then SIGKILL; resolves when it is gone. */
  async stop(): Promise<void> {
    const timer = new AbortController();
    this.#child.kill('SIGTERM');
    const kill = sleep(stopGraceMs, timer.signal).then(
      () => this.#child.kill('SIGKILL'),
      () => undefined,
    );
    await this.exited;
    timer.abort();
    await kill;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #log(line: string, log: Logger): void {
    if (line.trim() === '') return;
    const { level, logger, text } = readLogLine(line);
    if (level === 'error' || level === 'warn') this.#lastTrouble = redactText(text);
    // What is information to Grafana is detail to us: our own log says when it is up and when it is not.
    log[level === 'info' ? 'debug' : level]({ event: 'grafana', ...(logger ? { logger } : {}) }, `Grafana: ${text}`);
  }
}

const cannotStart = (cause: unknown) => new AppError('unavailable', 'Grafana cannot be started', { cause });
