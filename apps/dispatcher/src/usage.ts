import { processes } from './processes.js';

/** What `pgwatch-heroku --help` prints. */
export function usage(): string {
  const lines = processes.map(({ name, summary }) => `  ${name.padEnd(20)} ${summary}`);
  return [
    'Usage: pgwatch-heroku <process> [arguments]',
    '',
    ...lines,
    '',
    'Without a process it starts the one that $DYNO names (collector.1 starts collector).',
    'PGWATCH2_APP (all, collector, grafana, monitored) says which processes this app may run.',
    '',
  ].join('\n');
}
