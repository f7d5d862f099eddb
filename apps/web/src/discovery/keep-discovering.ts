import { type Logger, type Pool, type SourceAccess, sleep } from '@pgwatch-heroku/shared';
import { listDiscoveries, takeDueDiscovery } from '@pgwatch-heroku/store';
import { runDiscovery } from './run-discovery.js';

export interface KeepDiscoveringOptions {
  access: SourceAccess;
  writing: Pool;
  log: Logger;
  signal: AbortSignal;
  /** Between two looks at what is due. */
  everyMs?: number;
}

/** One query of an empty table; when a discovery is due says takeDueDiscovery(). */
const usualEveryMs = 30_000;

/** Runs discoveries as they get due, one after the other. Ends with the signal and never throws. */
export async function keepDiscovering(options: KeepDiscoveringOptions): Promise<void> {
  const { access, writing, log, signal, everyMs = usualEveryMs } = options;
  if (!access.allowsUrls) return tellOff(options);
  while (!signal.aborted) {
    try {
      for (let due = await takeDueDiscovery(writing); due && !signal.aborted; due = await takeDueDiscovery(writing)) {
        const changes = await runDiscovery(
          { access, writing },
          { user: `discovery ${due.name}`, via: 'discovery' },
          due,
        );
        const count = changes ? changes.added.length + changes.paused.length + changes.resumed.length : 0;
        if (count > 0)
          log.info({ event: 'discovered', discovery: due.name, ...changes }, `${due.name}: ${count} changed`);
      }
    } catch (error) {
      // The Collector DB is away: told by everything else, and over some time.
      log.debug({ event: 'discovery-failed', err: error }, 'databases could not be looked for');
    }
    await sleep(everyMs, signal).catch(() => undefined);
  }
}

async function tellOff({ writing, log }: KeepDiscoveringOptions): Promise<void> {
  const discoveries = await listDiscoveries(writing).catch(() => []);
  if (discoveries.length === 0) return;
  const names = discoveries.map(({ name }) => name).join(', ');
  log.warn(
    { event: 'discovery-off' },
    `No databases are looked for: PGWATCH2_ALLOW_URL_SOURCES is false, which stops the discoveries ${names}`,
  );
}
