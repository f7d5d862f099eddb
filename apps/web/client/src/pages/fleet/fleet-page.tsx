import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import { useSources } from '../../api/queries.js';
import card from '../../components/card.module.css';
import { NoticeList } from '../../components/notice-list.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { attentionList } from './attention.js';
import { AttentionPanel } from './attention-panel.js';
import { EmptyFleet } from './empty-fleet.js';
import { FleetFilter } from './fleet-filter.js';
import classes from './fleet-page.module.css';
import { FleetSkeleton } from './fleet-skeleton.js';
import { FleetTable } from './fleet-table.js';
import { groupsOf, viewFleet } from './fleet-view.js';
import { NotMonitored } from './not-monitored.js';
import { useFleetView } from './use-fleet-view.js';

export function FleetPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSources();
  const sources = data?.sources ?? [];
  const attention = attentionList(sources, dataUpdatedAt);
  const control = useFleetView();
  const groups = viewFleet(sources, control.view, dataUpdatedAt);
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
          <AttentionPanel items={attention} onShowAll={() => control.setState('attention')} />
          <NoticeList notices={data.notices} />
          {data.sources.length === 0 ? (
            <EmptyFleet />
          ) : (
            <>
              <FleetFilter control={control} groups={groupsOf(sources)} />
              {groups.length > 0 ? (
                <FleetTable
                  groups={groups}
                  isGrouped={control.view.isGrouped}
                  sort={control.view.sort}
                  onSort={control.setSort}
                />
              ) : (
                <NothingLikeThat />
              )}
            </>
          )}
          <NotMonitored attachments={data.attachedNotMonitored} explain={data.sources.length > 0} />
        </>
      )}
    </div>
  );
}

function NothingLikeThat() {
  return (
    <p className={`${card.card} ${classes.nothing}`}>
      No source is like that. <Link href="/">Show all</Link>
    </p>
  );
}

function summary(sources: { state: string }[]): string {
  const count = (state: string) => sources.filter((source) => source.state === state).length;
  const others = (['down', 'unknown', 'paused'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `, ${count(state)} ${state}`);
  return `${count('up')} of ${sources.length} up${others.join('')}`;
}
