import { spawn } from 'node:child_process';
import { dynoNodeFlags } from './dyno-node-flags.js';
import { endWithUs } from './end-with-us.js';

export interface RunningApp {
  pid: number;
  /** Everything it wrote so far. */
  output(): string;
  /** Its log lines of one event. */
  events(name: string): Record<string, unknown>[];
  kill(signal: NodeJS.Signals): void;
  exited: Promise<number | null>;
}

/** Starts a built process as a dyno would: in a folder that is not ours, with nothing but the given environment. */
export function startApp(mainFile: string, env: Record<string, string>, args: readonly string[] = []): RunningApp {
  const child = spawn(process.execPath, [...dynoNodeFlags, mainFile, ...args], {
    env,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  let text = '';
  const keep = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return {
    pid: child.pid ?? 0,
    output: () => text,
    events: (name) => parseEvents(text, name),
    kill: (signal) => child.kill(signal),
    exited: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  };
}

/** The log lines of one event. */
export const parseEvents = (text: string, name: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => event === name);
