import { spawn } from 'node:child_process';
import path from 'node:path';

const mainFile = path.resolve(import.meta.dirname, '../dist/main.js');

export interface RunningApp {
  /** Everything it wrote so far. */
  output(): string;
  /** Log lines of one event. */
  events(name: string): Record<string, unknown>[];
  kill(signal: NodeJS.Signals): void;
  exited: Promise<number | null>;
}

/** Starts the built process as a dyno would, with nothing but the given environment. */
export function startApp(env: Record<string, string>): RunningApp {
  const child = spawn(process.execPath, [mainFile], { env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  return {
    output: () => text,
    events: (name) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ event }) => event === name),
    kill: (signal) => child.kill(signal),
    exited: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  };
}
