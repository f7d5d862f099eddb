import type { BootstrapOptions, BootstrapResult } from './options.js';

export interface CollectorOptions extends BootstrapOptions {
  /** URL of credential `pgwatch2`, as which web and collector log in; absent on plans without credentials. */
  pgwatch2Url?: string | undefined;
}

/** Brings the Collector DB to the schema of this code: migrations, metric definitions, presets, ownership. */
export async function bootstrapCollector(_options: CollectorOptions): Promise<BootstrapResult> {
  return { changes: [], warnings: [] };
}
