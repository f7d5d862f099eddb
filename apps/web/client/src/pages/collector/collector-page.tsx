import { useDocumentTitle } from '@mantine/hooks';
import page from '../../components/page.module.css';
import { RowsSkeleton } from '../../components/rows-skeleton.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { useIsAdmin } from '../../session/use-session.js';
import { LogSection } from '../heroku/log/log-section.js';
import { Costs } from './costs/costs.js';
import { DynoCharts } from './dynos/dyno-charts.js';
import { DynosTable } from './dynos/dynos-table.js';
import { NoDynos } from './dynos/no-dynos.js';
import { WithoutLease } from './dynos/without-lease.js';
import { Problems } from './problems/problems.js';
import { useCollector } from './queries.js';

export function CollectorPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useCollector();
  useDocumentTitle('Collector · pgwatch');
  const isAdmin = useIsAdmin();
  const alive = data?.dynos.filter(({ isAlive }) => isAlive).length ?? 0;
  return (
    <div className={page.page}>
      <div className={page.heading}>
        <h1>Collector</h1>
        {data && data.dynos.length > 0 && (
          <p className={page.soft}>
            {alive} {alive === 1 ? 'dyno runs' : 'dynos run'}
          </p>
        )}
      </div>
      <StaleNotice
        what="The state of the collector"
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <RowsSkeleton what="the state of the collector" />}
      {data && alive === 0 && <NoDynos everSeen={data.dynos.length > 0} />}
      {data && alive > 0 && <WithoutLease sources={data.withoutLease} />}
      {data && data.dynos.length > 0 && <DynosTable dynos={data.dynos} />}
      <Problems />
      {isAdmin && <LogSection />}
      <Costs />
      {data && data.dynos.length > 0 && <DynoCharts dynos={data.dynos} panels={data.panels} />}
    </div>
  );
}
