/** Part of the build: writes every dashboard as a file that Grafana is provisioned with, into dist/dashboards-json. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dashboards } from './dashboards/index.js';
import { toDashboardJson } from './render/to-dashboard-json.js';

const dir = path.resolve(import.meta.dirname, 'dashboards-json');
rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });
for (const dashboard of dashboards) {
  writeFileSync(path.join(dir, `${dashboard.uid}.json`), `${JSON.stringify(toDashboardJson(dashboard), null, 1)}\n`);
}
