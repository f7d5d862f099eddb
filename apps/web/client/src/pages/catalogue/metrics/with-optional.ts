import type { MetricDefinition } from '../../../api/contract.js';

type Loose<T> = { [K in keyof T]?: T[K] | undefined };
type Changes = Loose<Omit<MetricDefinition, 'storage'>> & { storage?: Loose<NonNullable<MetricDefinition['storage']>> };

/** Changes a metric; what is undefined is taken away from it, and an empty storage as well. */
export function withOptional(metric: MetricDefinition, changes: Changes): MetricDefinition {
  const merged = { ...metric, ...changes };
  const storage = merged.storage && defined(merged.storage);
  return defined({
    ...merged,
    storage: storage && Object.keys(storage).length > 0 ? storage : undefined,
  }) as MetricDefinition;
}

const defined = (value: object) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
