import type { Metric } from './types.js';

/**
 * The SQL of a metric for a server, or undefined where it has none.
 *
 * @param serverVersionNum as `SHOW server_version_num` gives it: 170010.
 */
export function selectSql(metric: Metric, serverVersionNum: number): string | undefined {
  const major = Math.floor(serverVersionNum / 10_000);
  return metric.versions
    .filter(({ minMajor }) => minMajor <= major)
    .reduce<Metric['versions'][number] | undefined>(
      (best, version) => (best && best.minMajor >= version.minMajor ? best : version),
      undefined,
    )?.sql;
}
