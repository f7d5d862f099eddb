import type { BootstrapOptions, BootstrapResult } from './options.js';

export interface MonitoredOptions extends BootstrapOptions {
  /** The role that the collector logs in as; the owner itself when absent. */
  monitoringRole?: string | undefined;
  /** Installs the helper functions even where pg_monitor makes them unnecessary. */
  helpers?: boolean;
}

/** Gives the monitoring role what it needs in a monitored database. */
export async function bootstrapMonitored(_options: MonitoredOptions): Promise<BootstrapResult> {
  return { changes: [], warnings: [] };
}
