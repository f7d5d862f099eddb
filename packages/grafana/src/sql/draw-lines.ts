import { breaks } from './fetches.js';

/**
 * The end of a panel's SQL: columns of a CTE `steps` (with `time`) as lines, in this order, broken at the gaps of a CTE
 * `pairs`.
 */
export function drawLines(lines: { label: string; column: string }[]): string {
  const values = lines.map(({ label, column }, index) => `(${index}, '${label}', ${column}::float8)`);
  return `
SELECT time, label, value
FROM (
  SELECT steps.time, line.position, line.label, line.value
  FROM steps CROSS JOIN LATERAL (VALUES ${values.join(', ')}) line(position, label, value)
  UNION ALL SELECT time, NULL, label, value::float8 FROM (${breaks('pairs')}) gap
) drawn
ORDER BY time, position`;
}
