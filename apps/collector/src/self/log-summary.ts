import type { Logger } from '@pgwatch-heroku/shared';
import type { Counters } from '../counters.js';
import type { DynoFigures } from './dyno-meter.js';

const megabyte = 1024 * 1024;

/** The one line a minute: what happened since the last one, and the present. */
export function logSummary(log: Logger, counters: Counters, figures: DynoFigures, cpuPercent: number): void {
  const { sources, sourcesUp: up, buffered, bufferedBytes, spilled, spilledBytes, dropped } = figures;
  const { latenessP99Ms, eventLoopDelayP99Ms } = figures;
  const { fetches, failed, ...others } = counters.take();
  const rssMegabytes = Math.round(figures.rssBytes / megabyte);
  log.info(
    {
      event: 'summary',
      ...{ sources, up, fetches, failed, ...others },
      ...{ buffered, bufferedBytes, spilled, spilledBytes, dropped },
      ...{ latenessP99Ms, eventLoopDelayP99Ms, cpuPercent, rssMegabytes },
    },
    `${up}/${sources} sources up, ${fetches} fetches, ${failed} failed, ${buffered} buffered, ${rssMegabytes} MB`,
  );
}
