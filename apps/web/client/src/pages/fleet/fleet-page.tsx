import { useDocumentTitle } from '@mantine/hooks';
import { useSources } from '../../api/queries.js';
import { NoticeList } from '../../components/notice-list.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { attentionList, sortSources } from './attention.js';
import { AttentionPanel } from './attention-panel.js';
import { EmptyFleet } from './empty-fleet.js';
import classes from './fleet-page.module.css';
import { FleetSkeleton } from './fleet-skeleton.js';
import { FleetTable } from './fleet-table.js';
import { NotMonitored } from './not-monitored.js';

export function FleetPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSources();
  const attention = attentionList(data?.sources ?? [], dataUpdatedAt);
  useDocumentTitle(`${attention.length ? `(${attention.length}) ` : ''}Fleet · pgwatch`);
  return (
    <div className={classes.page}>
      <div className={classes.heading}>
        <h1>Fleet</h1>
        {data && data.sources.length > 0 && <p className={classes.count}>{summary(data.sources)}</p>}
      </div>
      <StaleNotice
        what="The fleet"
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <FleetSkeleton />}
      {data && (
        <>
          <AttentionPanel items={attention} />
          <NoticeList notices={data.notices} />
          {data.sources.length === 0 ? (
            <EmptyFleet />
          ) : (
            <FleetTable sources={sortSources(data.sources, dataUpdatedAt)} />
          )}
          <NotMonitored attachments={data.attachedNotMonitored} explain={data.sources.length > 0} />
        </>
      )}
    </div>
  );
}

function summary(sources: { state: string }[]): string {
  const count = (state: string) => sources.filter((source) => source.state === state).length;
  const others = (['down', 'unknown', 'paused'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `, ${count(state)} ${state}`);
  return `${count('up')} of ${sources.length} up${others.join('')}`;
}
