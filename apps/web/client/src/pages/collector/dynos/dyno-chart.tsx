import { useMemo, useState } from 'react';
import type { PanelInfo } from '../../../api/contract.js';
import { TimeChart } from '../../../charts/time-chart.js';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import { rangeBefore } from '../../../range/range.js';
import panelCard from '../../source/panel-card.module.css';
import { PanelEmpty } from '../../source/panel-empty.js';
import { PanelSkeleton } from '../../source/panel-skeleton.js';
import { PanelTitle } from '../../source/panel-title.js';
import { DataTable } from '../../source/table/data-table.js';
import { seriesTable } from '../../source/table/series-table.js';
import type { RangeControl } from '../../source/use-range.js';
import { useDynoPanel } from '../queries.js';

interface DynoChartProps {
  dyno: string;
  panel: PanelInfo;
  range: RangeControl;
}

export function DynoChart({ dyno, panel, range }: DynoChartProps) {
  const refreshMs = range.current.live ? range.refresh.ms : false;
  const query = useDynoPanel({ dyno, id: panel.id, range: range.current, refreshMs });
  const { data: answer, error, isFetching, isPlaceholderData, refetch } = query;
  const earlier = useDynoPanel({
    ...{ dyno, id: panel.id, range: rangeBefore(range.current), refreshMs },
    enabled: range.compares,
  }).data;
  const [asTable, setAsTable] = useState(false);
  const data = answer?.data.kind === 'timeseries' ? answer.data : undefined;
  const hasValues = data?.lines.some(({ values }) => values.some((value) => value !== null)) ?? false;
  const before = useMemo(() => {
    if (!range.compares || !answer || earlier?.data.kind !== 'timeseries') return undefined;
    return { data: earlier.data, shiftSeconds: (Date.parse(answer.to) - Date.parse(earlier.to)) / 1000 };
  }, [range.compares, answer, earlier]);
  return (
    <section className={`${card.card} ${panelCard.panel}`} aria-label={panel.title}>
      <PanelTitle panel={panel} error={answer ? error : null} asTable={asTable} onToggle={() => setAsTable(!asTable)} />
      <div className={panelCard.body} data-outdated={isPlaceholderData || undefined}>
        {error && !answer && (
          <Failure what={panel.title} error={error} onRetry={() => void refetch()} retrying={isFetching} />
        )}
        {!answer && !error && <PanelSkeleton kind={panel.kind} />}
        {answer && !hasValues && <PanelEmpty panel={panel} live={range.current.live} hasProblems={false} />}
        {data && hasValues && asTable && <DataTable data={seriesTable(data, panel.unit)} title={panel.title} />}
        {answer && data && hasValues && !asTable && (
          <TimeChart
            answer={answer}
            data={data}
            before={before}
            syncKey={dyno}
            onZoom={range.zoom}
            onZoomOut={range.zoomOut}
          />
        )}
      </div>
    </section>
  );
}
