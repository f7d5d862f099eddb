import path from 'node:path';
import { type RunningApp, startApp } from '@pgwatch-heroku/testkit';

type App = 'provisioner' | 'collector-bootstrap' | 'grafana-bootstrap' | 'monitored-bootstrap';

/** Starts one of the bootstrap processes as built, with nothing but the given environment. */
export const start = (app: App, env: Record<string, string>, ...args: string[]): RunningApp =>
  startApp(path.resolve(import.meta.dirname, '../..', app, 'dist/main.js'), env, args);

export async function run(app: App, env: Record<string, string>, ...args: string[]) {
  const running = start(app, env, ...args);
  const code = await running.exited;
  return { code, output: running.output(), events: running.events };
}
