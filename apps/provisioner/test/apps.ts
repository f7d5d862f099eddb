import path from 'node:path';
import {
  type BootstrapProgramOptions,
  runCollectorBootstrap,
  runGrafanaBootstrap,
  runMonitoredBootstrap,
} from '@pgwatch-heroku/bootstrap';
import { createLogger, tellFailure } from '@pgwatch-heroku/shared';
import { parseEvents, type RunningApp, startApp } from '@pgwatch-heroku/testkit';
import { provision } from '../src/provision.js';

const programs = {
  provisioner: provision,
  'collector-bootstrap': runCollectorBootstrap,
  'grafana-bootstrap': runGrafanaBootstrap,
  'monitored-bootstrap': runMonitoredBootstrap,
} satisfies Record<string, (options: BootstrapProgramOptions & { print: (text: string) => void }) => Promise<number>>;
export type App = keyof typeof programs;

export interface Ended {
  code: number | null;
  output: string;
  events: (name: string) => Record<string, unknown>[];
}

/** Starts one of the bootstrap processes as built, with nothing but the given environment. */
export const start = (app: App, env: Record<string, string>, ...args: string[]): RunningApp =>
  startApp(path.resolve(import.meta.dirname, '../..', app, 'dist/main.js'), env, args);

export async function runProcess(app: App, env: Record<string, string>, ...args: string[]): Promise<Ended> {
  const running = start(app, env, ...args);
  const code = await running.exited;
  return { code, output: running.output(), events: running.events };
}

/** What such a process does, in this one: it costs a second to start one. Its exit code as runMain would give it. */
export async function run(app: App, env: Record<string, string>, ...args: string[]): Promise<Ended> {
  let output = '';
  const print = (text: string) => {
    output += text;
  };
  const log = createLogger({ name: app, destination: { write: print } });
  const { signal } = new AbortController();
  const code = await programs[app]({ args, env, log, signal, print }).catch((error) => tellFailure(log, error));
  return { code, output, events: (name) => parseEvents(output, name) };
}
