import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type GuardedProcess, spawnGuarded } from '@pgwatch-heroku/embedded-postgres';
import { messageOf, sleep } from '@pgwatch-heroku/shared';
import type { LogHub } from '../logs/log-hub.js';
import { readLines } from '../logs/read-lines.js';
import { dynoEnv } from './dyno-env.js';

export interface DynoProcessOptions {
  name: string;
  /** A shell line, as in heroku.yml. */
  command: string;
  configVars: Readonly<Record<string, string>>;
  slugDir: string;
  /** Where the dyno's own folders are made. */
  dynosDir: string;
  port?: number | undefined;
  extraEnv?: Readonly<Record<string, string>> | undefined;
  /** What a process has between SIGTERM and SIGKILL. Heroku: 30 s. */
  stopGraceMs: number;
  logs: LogHub;
}

let count = 0;

/** One run of one process in fresh empty folders, which go with it. */
export class DynoProcess {
  readonly port: number | undefined;
  /** Resolves once the process has ended and its last line is in the log. */
  readonly exited: Promise<{ code: number }>;
  readonly #options: DynoProcessOptions;
  readonly #child: GuardedProcess;
  readonly #dir: string;
  #stopping: Promise<void> | undefined;

  private constructor(options: DynoProcessOptions, dir: string, child: GuardedProcess) {
    this.port = options.port;
    this.#options = options;
    this.#dir = dir;
    this.#child = child;
    this.exited = this.#watch();
  }

  static async start(options: DynoProcessOptions): Promise<DynoProcess> {
    const dir = path.join(options.dynosDir, `${options.name}-${++count}`);
    await rm(dir, { recursive: true, force: true });
    const [workDir, homeDir, tempDir] = ['app', 'home', 'tmp'].map((name) => path.join(dir, name)) as [
      string,
      string,
      string,
    ];
    await Promise.all([workDir, homeDir, tempDir].map((each) => mkdir(each, { recursive: true })));
    options.logs.write('heroku', options.name, `Starting process with command \`${options.command}\``);
    const child = spawnGuarded({
      command: '/bin/sh',
      // The shell notes its id and becomes the command, so that the id is the command's.
      args: ['-c', 'echo $$ >"$1"; exec /bin/sh -c "$2"', 'dyno', path.join(dir, 'pid'), options.command],
      env: dynoEnv({ ...options, homeDir, tempDir, extra: options.extraEnv }),
      cwd: workDir,
    });
    return new DynoProcess(options, dir, child);
  }

  /** Id of the main process; undefined when it has ended, or not begun. */
  async pid(): Promise<number | undefined> {
    for (let attempt = 0; attempt < 50; attempt++) {
      const text = await readFile(path.join(this.#dir, 'pid'), 'utf8').catch(() => undefined);
      if (text?.endsWith('\n')) return Number(text);
      await sleep(20);
    }
    return undefined;
  }

  /** SIGTERM to every process of the dyno, SIGKILL to what is left after the grace. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** SIGKILL at once. */
  kill(): void {
    this.#child.signal('SIGKILL');
  }

  async #stop(): Promise<void> {
    const { logs, name, stopGraceMs } = this.#options;
    logs.write('heroku', name, 'Stopping all processes with SIGTERM');
    const graceOver = setTimeout(() => {
      logs.write(
        'heroku',
        name,
        `Error R12 (Exit timeout) -> At least one process failed to exit within ${stopGraceMs / 1_000} seconds of SIGTERM`,
      );
      logs.write('heroku', name, 'Stopping remaining processes with SIGKILL');
    }, stopGraceMs);
    const ended = this.exited.then(() => clearTimeout(graceOver));
    await this.#child.stop('SIGTERM', stopGraceMs);
    await ended;
  }

  async #watch(): Promise<{ code: number }> {
    const { logs, name } = this.#options;
    const output = [this.#child.stdout, this.#child.stderr].map((stream) =>
      readLines(stream, (line) => logs.write('app', name, line)),
    );
    const { code } = await this.#child.exited.catch((error: unknown) => {
      logs.write('heroku', name, `The process could not be started: ${messageOf(error)}`);
      return { code: 1 };
    });
    // The guard killed the whole group, so the pipes end by themselves and everything written is read first. Only a
    // process that left the group can still hold them.
    const detached = setTimeout(() => {
      this.#child.stdout.destroy();
      this.#child.stderr.destroy();
    }, 1_000);
    await Promise.all(output);
    clearTimeout(detached);
    logs.write('heroku', name, `Process exited with status ${code}`);
    await rm(this.#dir, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    return { code };
  }
}
