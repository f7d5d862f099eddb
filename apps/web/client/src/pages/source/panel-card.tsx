import type { PanelInfo } from '../../api/contract.js';
import { usePanel } from '../../api/queries.js';
import { TimeChart } from '../../charts/time-chart.js';
import card from '../../components/card.module.css';
import { Failure } from '../../components/failure.js';
import { DataTable } from './data-table.js';
import classes from './panel-card.module.css';
import { PanelEmpty } from './panel-empty.js';
import { PanelSkeleton } from './panel-skeleton.js';
import { PanelTitle } from './panel-title.js';
import type { RangeControl } from './use-range.js';

interface PanelCardProps {
  source: string;
  panel: PanelInfo;
  range: RangeControl;
  hasProblems: boolean;
}

export function PanelCard({ source, panel, range, hasProblems }: PanelCardProps) {
  const { from, to, live, seconds } = range.current;
  const query = usePanel({ source, panelId: panel.id, from, to, live, seconds });
  return (
    <section className={`${card.card} ${classes.panel}`} aria-label={panel.title} data-panel={panel.id}>
      <PanelTitle panel={panel} error={query.data ? query.error : null} />
      <div className={classes.body} data-outdated={query.isPlaceholderData || undefined}>
        <PanelBody query={query} source={source} panel={panel} range={range} hasProblems={hasProblems} />
      </div>
    </section>
  );
}

interface PanelBodyProps extends PanelCardProps {
  query: ReturnType<typeof usePanel>;
}

function PanelBody({ query, source, panel, range, hasProblems }: PanelBodyProps) {
  const { data: answer, error, isFetching, refetch } = query;
  if (error && (!answer || query.isPlaceholderData)) {
    return <Failure what={panel.title} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!answer) return <PanelSkeleton />;
  const { data } = answer;
  const empty = <PanelEmpty live={range.current.live} hasProblems={hasProblems} />;
  if (data.kind === 'table') {
    return data.rows.length ? <DataTable data={data} title={panel.title} /> : empty;
  }
  if (!data.lines.some((line) => line.values.some((value) => value !== null))) {
    return empty;
  }
  return <TimeChart answer={answer} data={data} syncKey={source} onZoom={range.zoom} onZoomOut={range.zoomOut} />;
}
