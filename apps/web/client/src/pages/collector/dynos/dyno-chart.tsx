import type { PanelInfo } from '../../../api/contract.js';
import { TimeChart } from '../../../charts/time-chart.js';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import panelCard from '../../source/panel-card.module.css';
import { PanelEmpty } from '../../source/panel-empty.js';
import panelGrid from '../../source/panel-grid.module.css';
import { PanelSkeleton } from '../../source/panel-skeleton.js';
import { PanelTitle } from '../../source/panel-title.js';
import type { RangeControl } from '../../source/use-range.js';
import { useDynoPanel } from '../queries.js';

interface DynoChartProps {
  dyno: string;
  panel: PanelInfo;
  range: RangeControl;
}

export function DynoChart({ dyno, panel, range }: DynoChartProps) {
  const { data: answer, error, isFetching, isPlaceholderData, refetch } = useDynoPanel(dyno, panel.id, range.current);
  const data = answer?.data.kind === 'timeseries' ? answer.data : undefined;
  const hasValues = data?.lines.some(({ values }) => values.some((value) => value !== null)) ?? false;
  return (
    <section className={`${card.card} ${panelCard.panel} ${panelGrid.cell}`} aria-label={panel.title}>
      <PanelTitle panel={panel} error={answer ? error : null} />
      <div className={panelCard.body} data-outdated={isPlaceholderData || undefined}>
        {error && !answer && (
          <Failure what={panel.title} error={error} onRetry={() => void refetch()} retrying={isFetching} />
        )}
        {!answer && !error && <PanelSkeleton />}
        {answer && data && hasValues && (
          <TimeChart answer={answer} data={data} syncKey={dyno} onZoom={range.zoom} onZoomOut={range.zoomOut} />
        )}
        {answer && !hasValues && <PanelEmpty live={range.current.live} hasProblems={false} />}
      </div>
    </section>
  );
}
