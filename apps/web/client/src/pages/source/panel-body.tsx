import { useMemo } from 'react';
import type { PanelData, TableData } from '../../api/contract.js';
import type { usePanel } from '../../api/queries.js';
import { TimeChart } from '../../charts/time-chart.js';
import { Failure } from '../../components/failure.js';
import { BarGauge } from './looks/bar-gauge.js';
import { BlockingTree } from './looks/blocking-tree.js';
import { FullStatement } from './looks/full-statement.js';
import { StatFigures } from './looks/stat-figures.js';
import { Timeline } from './looks/timeline.js';
import type { PanelCardProps } from './panel-card.js';
import { PanelEmpty } from './panel-empty.js';
import { PanelSkeleton } from './panel-skeleton.js';
import { DataTable } from './table/data-table.js';
import { seriesTable } from './table/series-table.js';

interface PanelBodyProps extends PanelCardProps {
  query: ReturnType<typeof usePanel>;
  /** Figures of the period before, when they are compared. */
  before: PanelData | undefined;
  asTable: boolean;
  /** That there are no figures is then the answer to a search. */
  isSearched: boolean;
  onSearch: ((text: string) => void) | undefined;
}

/** What a panel shows: figures, that there are none, that they are on their way, or what went wrong. */
export function PanelBody(props: PanelBodyProps) {
  const { query, placed, range, hasProblems, asTable } = props;
  const { panel } = placed;
  const { data: answer, error, isFetching, refetch } = query;
  if (error && (!answer || query.isPlaceholderData)) {
    return <Failure what={panel.title} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!answer) return <PanelSkeleton kind={panel.kind} />;
  const { data } = answer;
  const isEmpty =
    data.kind === 'table'
      ? data.rows.length === 0
      : !data.lines.some((line) => line.values.some((value) => value !== null));
  if (isEmpty && !props.isSearched)
    return <PanelEmpty panel={panel} live={range.current.live} hasProblems={hasProblems} />;
  if (data.kind === 'table') return <TableBody {...props} data={data} />;
  if (asTable) return <DataTable data={seriesTable(data, panel.unit)} title={panel.title} />;
  return <ChartBody {...props} answer={answer} />;
}

function TableBody({ data, placed, source, onSearch }: PanelBodyProps & { data: TableData }) {
  const { panel, look, rows } = placed;
  if (panel.kind === 'stat') return <StatFigures data={data} />;
  if (panel.kind === 'bargauge') return <BarGauge data={data} title={panel.title} />;
  if (look === 'tree') return <BlockingTree data={data} />;
  if (look === 'timeline') return <Timeline data={data} />;
  if (look === 'statement') return <FullStatement data={data} />;
  return (
    <DataTable
      data={data}
      title={panel.title}
      sortKey={panel.id}
      source={source}
      rowsAtFirst={rows}
      onSearch={onSearch}
    />
  );
}

function ChartBody({ answer, before, source, range }: PanelBodyProps & { answer: PanelData }) {
  const compared = useMemo(() => {
    if (before?.data.kind !== 'timeseries') return undefined;
    // By what was answered: both ends of a range that follows the clock have moved on since it was asked for.
    return { data: before.data, shiftSeconds: (Date.parse(answer.to) - Date.parse(before.to)) / 1000 };
  }, [before, answer.to]);
  if (answer.data.kind !== 'timeseries') return null;
  return (
    <TimeChart
      answer={answer}
      data={answer.data}
      before={compared}
      syncKey={source.name}
      onZoom={range.zoom}
      onZoomOut={range.zoomOut}
    />
  );
}
