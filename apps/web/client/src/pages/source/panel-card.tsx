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

export function PanelCard({ source, panel, range }: { source: string; panel: PanelInfo; range: RangeControl }) {
  const { from, to, live, seconds } = range.current;
  const query = usePanel({ source, panelId: panel.id, from, to, live, seconds });
  return (
    <section className={`${card.card} ${classes.panel}`} aria-label={panel.title} data-panel={panel.id}>
      <PanelTitle panel={panel} error={query.data ? query.error : null} />
      <div className={classes.body} data-outdated={query.isPlaceholderData || undefined}>
        <PanelBody query={query} source={source} panel={panel} range={range} />
      </div>
    </section>
  );
}

interface PanelBodyProps {
  query: ReturnType<typeof usePanel>;
  source: string;
  panel: PanelInfo;
  range: RangeControl;
}

function PanelBody({ query, source, panel, range }: PanelBodyProps) {
  const { data: answer, error, isFetching, refetch } = query;
  if (error && (!answer || query.isPlaceholderData)) {
    return <Failure what={panel.title} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!answer) return <PanelSkeleton />;
  const { data } = answer;
  if (data.kind === 'table') {
    return data.rows.length ? <DataTable data={data} title={panel.title} /> : <PanelEmpty />;
  }
  if (!data.lines.some((line) => line.values.some((value) => value !== null))) {
    return <PanelEmpty />;
  }
  return <TimeChart answer={answer} data={data} syncKey={source} onZoom={range.zoom} onZoomOut={range.zoomOut} />;
}
