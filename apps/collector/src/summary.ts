import type { Logger } from '@pgwatch-heroku/shared';
import type { SampleBuffer } from './buffer/sample-buffer.js';
import type { Counters } from './counters.js';

const megabyte = 1024 * 1024;

/** The one line a minute. */
export function logSummary(
  log: Logger,
  counters: Counters,
  sources: { total: number; up: number },
  buffer: SampleBuffer,
): void {
  const figures = counters.take();
  const rssMegabytes = Math.round(process.memoryUsage.rss() / megabyte);
  const { length: buffered, sizeBytes: bufferedBytes, spilled, spilledBytes, dropped } = buffer;
  log.info(
    {
      event: 'summary',
      sources: sources.total,
      up: sources.up,
      ...figures,
      buffered,
      bufferedBytes,
      spilled,
      spilledBytes,
      dropped,
      rssMegabytes,
    },
    `${sources.up}/${sources.total} sources up, ${figures['fetches']} fetches, ${figures['failed']} failed, ${buffered} buffered, ${rssMegabytes} MB`,
  );
}
