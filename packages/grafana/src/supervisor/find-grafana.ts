import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { GrafanaStatus } from './grafana-status.js';

/** Where the official image and the Linux packages have it. */
const usualHome = '/usr/share/grafana';

export interface GrafanaBinary {
  /** Grafana's own folder: `bin`, `conf`, `public`. */
  home: string;
  file: string;
}

/** Finds Grafana's program in GRAFANA_HOME, or else where its packages put it. */
export function findGrafana(grafanaHome: string | undefined): GrafanaBinary | undefined {
  const home = grafanaHome ?? usualHome;
  const file = path.join(home, 'bin', 'grafana');
  try {
    accessSync(file, constants.X_OK);
    return { home, file };
  } catch {
    return undefined;
  }
}

/** What to say where there is no Grafana. */
export function grafanaMissing(grafanaHome: string | undefined): GrafanaStatus & { state: 'off' } {
  const place = grafanaHome === undefined ? 'not installed here' : 'not in the folder that GRAFANA_HOME names';
  return {
    state: 'off',
    reason: `Grafana is ${place}; the charts of these pages work without it.`,
    hint: 'Heroku runs the one of the container image. Elsewhere: unpack a Grafana 12 archive for this machine (grafana.com/grafana/download) and set GRAFANA_HOME to its folder, which holds bin/grafana.',
  };
}
