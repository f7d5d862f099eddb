/**
 * What stands in the place of a source's id in the samples of a collector dyno itself (collector_dyno): a negative number,
 * which no source has, so that a dyno is never listed among the monitored databases. -2 for `collector.2`.
 */
export function dynoSourceId(dyno: string): number {
  return -Math.max(1, Number(/\.(\d{1,9})$/.exec(dyno)?.[1] ?? 1));
}
