import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '@pgwatch-heroku/testkit';
import { inheritedEnv } from './config.js';
import { until } from './until.js';

export const repoDir = fileURLToPath(new URL('../..', import.meta.url));

export interface CliOptions {
  stateDir: string;
  args?: string[];
  env?: Record<string, string>;
  /** Starts through npm, as the README says; else the same script without npm around it. */
  throughNpm?: boolean;
}

export interface Cli {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Everything that was printed so far, both streams. */
  output(): string;
  /** Resolves with the panel's content once it is printed; rejects with the output when the process ends before. */
  ready(timeoutMs?: number): Promise<{ url: string; password: string }>;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Ctrl-C, and the end of it. */
  stop(): Promise<{ code: number | null }>;
}

/** Runs `npm start` as a person would, with its state in a folder of its own. */
export function startCli(options: CliOptions): Cli {
  const args = ['--state-dir', options.stateDir, ...(options.args ?? [])];
  const [command, commandArgs] = options.throughNpm
    ? (['npm', ['start', '--', ...args]] as const)
    : ([process.execPath, ['bin/local-heroku.js', 'start', ...args]] as const);
  const child = spawn(command, commandArgs, {
    cwd: repoDir,
    // What npm and Jest add to the environment of this process is not part of a user's.
    env: {
      ...Object.fromEntries(Object.entries(inheritedEnv()).filter(([name]) => !/^(npm_|JEST_|NODE_)/.test(name))),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  let output = '';
  const collect = (chunk: Buffer) => {
    output += String(chunk);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  return {
    child,
    pid: child.pid ?? -1,
    output: () => output,
    exited,
    ready: (timeoutMs = 120_000) =>
      until(
        'The start',
        () => {
          const url = /^\W*URL\s+(http:\S+)/m.exec(output)?.[1];
          const password = /^\W*Password\s+(\S+)/m.exec(output)?.[1];
          if (url && password) return { url: url.replace(/\/$/, ''), password };
          return ended ? { url: '', password: '' } : undefined;
        },
        timeoutMs,
      ).then((found) => {
        if (!found.url) throw new Error(`npm start ended: ${output.slice(-4_000)}`);
        return found;
      }),
    stop: async () => {
      child.kill('SIGINT');
      const { code } = await exited;
      return { code };
    },
  };
}

/** The URL of an attached database, from what the local Heroku keeps between starts. */
export async function readDatabaseUrl(stateDir: string, attachment: string): Promise<string> {
  const state = JSON.parse(await readFile(path.join(stateDir, 'state.json'), 'utf8')) as {
    postgres: { port?: number };
    addons: { id: string; database: string; role: string; password: string }[];
    attachments: { name: string; addonId: string }[];
  };
  const { addonId } = state.attachments.find(({ name }) => name === attachment) ?? {};
  const addon = state.addons.find(({ id }) => id === addonId);
  if (!addon || !state.postgres.port) throw new Error(`nothing is attached as ${attachment} yet`);
  return `postgres://${addon.role}:${addon.password}@127.0.0.1:${state.postgres.port}/${addon.database}`;
}
