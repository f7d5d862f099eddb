import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dashboardProviderFile } from './dashboard-provider.js';
import { dataSourceFile } from './data-source.js';

export interface ProvisioningOptions {
  /** Where the folder `provisioning` is made. */
  dir: string;
  dataUrl: string;
  dataVariable: string;
  /** Folder of dashboards as JSON; undefined when there is none. */
  dashboardsDir: string | undefined;
  /** Files for `alerting`, by name. */
  alerting: Readonly<Record<string, string>>;
}

/** Writes what Grafana reads at its start. JSON is YAML, too. Only our own user may read it: it holds a password. */
export function writeProvisioning(options: ProvisioningOptions): void {
  const { dataUrl, dataVariable, dashboardsDir, alerting } = options;
  const root = path.join(options.dir, 'provisioning');
  const files = {
    'datasources/pgwatch.yaml': toText(dataSourceFile(dataUrl, dataVariable)),
    ...(dashboardsDir ? { 'dashboards/pgwatch.yaml': toText(dashboardProviderFile(dashboardsDir)) } : {}),
    ...Object.fromEntries(Object.entries(alerting).map(([name, file]) => [`alerting/${name}`, file])),
  };
  // Grafana complains about each that is missing.
  for (const folder of ['datasources', 'dashboards', 'alerting', 'plugins', 'access-control']) {
    mkdirSync(path.join(root, folder), { recursive: true, mode: 0o700 });
  }
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(root, name), content, { mode: 0o600 });
  }
}

const toText = (file: object) => `${JSON.stringify(file, null, 1)}\n`;
