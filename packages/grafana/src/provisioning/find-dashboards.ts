import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from '@pgwatch-heroku/shared';

/** Dashboard that Grafana opens with. */
const homeUids = ['health-check', 'global-overview'];

export interface Dashboards {
  dir: string;
  /** File of the one that Grafana opens with. */
  home: string | undefined;
}

/** The dashboards that the build wrote; undefined when it wrote none. */
export function findDashboards(
  dir = path.join(projectDir, 'packages/grafana/dist/dashboards-json'),
): Dashboards | undefined {
  try {
    const files = readdirSync(dir).filter((name) => name.endsWith('.json'));
    if (files.length === 0) return undefined;
    const home = homeUids.map((uid) => files.find((file) => file.endsWith(`${uid}.json`))).find(Boolean);
    return { dir, home: home && path.join(dir, home) };
  } catch {
    return undefined;
  }
}
