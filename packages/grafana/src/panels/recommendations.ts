import type { TablePanel } from '../panel.js';
import { earlier } from '../sql/earlier.js';

export const recommendationTable: TablePanel = {
  id: 'recommendation-table',
  title: 'Recommendations',
  help: 'What the catalog of the database suggests, as found within the last day; look at each before you follow it. What was done about shows until a day has passed.',
  unit: 'short',
  kind: 'table',
  metrics: ['recommendations'],
  columns: [
    { name: 'topic', title: 'Topic', unit: 'text' },
    { name: 'object', title: 'Object', unit: 'text' },
    { name: 'recommendation', title: 'Recommendation', unit: 'text' },
    { name: 'extra_info', title: 'Why', unit: 'text' },
    { name: 'seen', title: 'Last found', unit: 'time' },
  ],
  sql: `
SELECT described.tags ->> 'reco_topic' AS topic, described.tags ->> 'object_name' AS object, latest.recommendation, latest.extra_info, latest.seen
FROM (
  SELECT DISTINCT ON (element.series) element.series, element.recommendation, element.extra_info, element.fetched_at AS seen
  FROM (
    SELECT fetched_at, unnest(series) AS series, unnest(recommendation) AS recommendation, unnest(extra_info) AS extra_info
    FROM samples.recommendations
    WHERE source_id = :source AND time <= :to AND time > ${earlier(':to', '25 hours')}
  ) element
  ORDER BY element.series, element.fetched_at DESC
) latest
JOIN pgwatch2.series described ON described.id = latest.series
ORDER BY topic, object
LIMIT 500`,
};
