import { breaks } from './fetches.js';

/**
 * The end of a panel's SQL: columns of a CTE `steps` (with `time`) as lines, in this order, broken where a CTE with
 * previous_at, apart and usual has gaps.
 */
export function drawLines(lines: { label: string; column: string }[], gapsFrom: string): string {
  const values = lines.map(({ label, column }, index) => `(${index}, '${label}', ${column}::float8)`);
  return `
SELECT time, label, value
FROM (
  SELECT steps.time, line.position, line.label, line.value
  FROM steps CROSS JOIN LATERAL (VALUES ${values.join(', ')}) line(position, label, value)
  UNION ALL SELECT time, NULL, label, value::float8 FROM (${breaks(gapsFrom)}) gap
) drawn
ORDER BY time, position`;
}
