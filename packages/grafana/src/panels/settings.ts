import type { TablePanel } from '../panel.js';
import { earlier } from '../sql/earlier.js';

export const settingsTable: TablePanel = {
  id: 'settings-table',
  title: 'Settings',
  help: 'The settings that matter most for speed and safety, as last seen.',
  unit: 'short',
  kind: 'table',
  metrics: ['settings'],
  columns: [
    { name: 'setting', title: 'Setting', unit: 'text' },
    { name: 'value', title: 'Value', unit: 'text' },
  ],
  sql: `
SELECT pair.key AS setting, pair.value
FROM (
  SELECT * FROM samples.settings
  WHERE source_id = :source AND time <= :to AND time > ${earlier(':to', '2 days')}
  ORDER BY time DESC LIMIT 1
) latest
CROSS JOIN LATERAL jsonb_each_text(to_jsonb(latest)) pair
WHERE pair.key NOT IN ('source_id', 'time', 'fetched_at') AND pair.value IS NOT NULL
ORDER BY pair.key`,
};

export const settingsNumbers: TablePanel = {
  id: 'settings-numbers',
  title: 'Settings that are numbers',
  help: 'Every numeric setting in its base unit, as last seen.',
  unit: 'short',
  kind: 'table',
  metrics: ['settings_num'],
  columns: [
    { name: 'setting', title: 'Setting', unit: 'text' },
    { name: 'value', title: 'Value', unit: 'short' },
  ],
  sql: `
SELECT described.tags ->> 'name' AS setting, element.value
FROM (
  SELECT unnest(series) AS series, unnest(value) AS value
  FROM (
    SELECT * FROM samples.settings_num
    WHERE source_id = :source AND time <= :to AND time > ${earlier(':to', '2 days')}
    ORDER BY time DESC LIMIT 1
  ) latest
) element
JOIN pgwatch2.series described ON described.id = element.series
ORDER BY setting`,
};
