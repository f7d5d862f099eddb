import { dashboards } from './dashboards/index.js';
import type { Panel } from './panel.js';
import { panels } from './panels.js';

/** Every panel there is, each once: those of the web app's pages and those of all dashboards. */
export const catalogue: readonly Panel[] = [
  ...new Set<Panel>([
    ...panels,
    ...dashboards.flatMap(({ rows }) => rows.flatMap((row) => row.panels.map(({ panel }) => panel))),
  ]),
];
