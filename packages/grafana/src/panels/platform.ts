import type { TimeseriesPanel } from '../panel.js';

const emptyWhen =
  'Heroku tells it through a log drain only, of Standard plans and above: docs/dashboards.md says how to add one.';

/** Of what the web app's log drain writes: read through its view, which is there before any sample. */
const outside = (
  id: string,
  title: string,
  help: string,
  unit: string,
  view: string,
  lines: Record<string, string>,
): TimeseriesPanel => ({
  id,
  title,
  help,
  emptyWhen,
  unit,
  kind: 'timeseries',
  metrics: [],
  sql: `
SELECT steps.time, line.label, line.value
FROM (
  SELECT date_bin(make_interval(secs => greatest(:step, extract(epoch FROM :to - :from)::float8 / 2000)), time, 'epoch') AS time,
    ${Object.values(lines)
      .map((key, index) => `avg((data ->> '${key}')::float8) AS v${index}`)
      .join(', ')}
  FROM public.${view}
  WHERE dbname = (SELECT name FROM pgwatch2.source WHERE id = :source) AND time BETWEEN :from AND :to
  GROUP BY 1
) steps
CROSS JOIN LATERAL (VALUES ${Object.keys(lines)
    .map((label, index) => `('${label}', v${index})`)
    .join(', ')}) line(label, value)
WHERE line.value IS NOT NULL
ORDER BY steps.time, line.label`,
});

export const platformLoad = outside(
  'platform-load',
  'Load of the server',
  'Load average of the server that the database is on.',
  'short',
  'cpu_load',
  { '1 minute': 'load_1min', '5 minutes': 'load_5min', '15 minutes': 'load_15min' },
);
export const platformMemory = outside(
  'platform-memory',
  'Memory of the server',
  'Memory of the server: all of it, free, and taken by the cache of files.',
  'bytes',
  'psutil_mem',
  { total: 'total', free: 'free', 'file cache': 'buff_cache' },
);
