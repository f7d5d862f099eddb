import { Button } from '@mantine/core';
import type { MetricTrial } from '../../../api/contract.js';
import { Notice } from '../../../components/notice.js';
import { formatValue } from '../../../format/value.js';
import { lineAndColumn } from './line-and-column.js';
import { refusalHint } from './refusal-hint.js';
import { TrialTable } from './trial-table.js';

interface TrialResultProps {
  result: MetricTrial;
  /** What was run: the editor may have something else by now. */
  sql: string;
  source: string;
  onPointAt: (offset: number) => void;
}

export function TrialResult({ result, sql, source, onPointAt }: TrialResultProps) {
  const { trial, reason, position } = result;
  if (!trial) {
    const hint = refusalHint(reason ?? '', sql);
    const place = position ? lineAndColumn(sql, position) : null;
    return (
      <Notice tone="bad" hint={hint}>
        {source} says: {reason ?? 'nothing'}
        {place && position && (
          <>
            {' '}
            <Button size="compact-xs" variant="default" onClick={() => onPointAt(position - 1)}>
              Line {place.line}, column {place.column}
            </Button>
          </>
        )}
      </Notice>
    );
  }
  const { rows, isCut, durationMs, cost, expectedRows } = trial;
  return (
    <>
      <p role="status">
        {isCut ? `The first ${rows.length} rows` : `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`} in{' '}
        {formatValue(durationMs, 'ms')}; the planner of {source} expected {formatValue(expectedRows, 'short')}{' '}
        {expectedRows === 1 ? 'row' : 'rows'} at a cost of {formatValue(cost, 'short')}.
      </p>
      {rows.length > 0 && <TrialTable trial={trial} />}
    </>
  );
}
