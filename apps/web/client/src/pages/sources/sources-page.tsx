import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { useSources } from '../../api/queries.js';
import card from '../../components/card.module.css';
import { IconPlus } from '../../components/icons.js';
import { Notice } from '../../components/notice.js';
import page from '../../components/page.module.css';
import { RowsSkeleton } from '../../components/rows-skeleton.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { ChangeFailed } from '../../forms/change-failed.js';
import { useIsAdmin } from '../../session/use-session.js';
import { EmptyFleet } from '../fleet/empty-fleet.js';
import { NotMonitored } from '../fleet/not-monitored.js';
import { addHerokuHref } from '../heroku/addresses.js';
import { BulkBar } from './bulk-bar.js';
import { DiscoveryList } from './discoveries/discovery-list.js';
import { filterSources, groupsOf, noFilter } from './filter-sources.js';
import { addSourceHref } from './source-addresses.js';
import { SourcesFilter } from './sources-filter.js';
import classes from './sources-page.module.css';
import { SourcesTable } from './sources-table.js';
import { useChangeSources } from './use-change-sources.js';

export function SourcesPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSources();
  const isAdmin = useIsAdmin();
  const [filter, setFilter] = useState(noFilter);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const change = useChangeSources();
  useDocumentTitle('Sources · pgwatch');

  const sources = data?.sources ?? [];
  const shown = filterSources(sources, filter);
  const groups = groupsOf(sources);
  // What somebody else deleted meanwhile is not selected any more.
  const names = sources.map(({ name }) => name).filter((name) => selected.has(name));

  function select(some: string[], isSelected: boolean) {
    change.reset();
    setSelected((before) => {
      const after = new Set(before);
      for (const name of some) after[isSelected ? 'add' : 'delete'](name);
      return after;
    });
  }

  return (
    <div className={page.page}>
      <div className={page.heading}>
        <h1>Sources</h1>
        {data && sources.length > 0 && (
          <p className={page.soft}>
            {shown.length === sources.length ? sources.length : `${shown.length} of ${sources.length}`}
          </p>
        )}
        {isAdmin && (
          <div className={page.actions}>
            <Button
              component={Link}
              href={addHerokuHref}
              className={classes.button}
              leftSection={<IconPlus size={16} aria-hidden="true" />}
            >
              Add from Heroku
            </Button>
            <Button component={Link} href={addSourceHref} className={classes.button} variant="default">
              Add by URL
            </Button>
          </div>
        )}
      </div>
      <StaleNotice
        what="The list of sources"
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <RowsSkeleton what="the sources" />}
      {data && sources.length === 0 && <EmptyFleet />}
      {sources.length > 0 && <SourcesFilter filter={filter} groups={groups} onChange={setFilter} />}
      {isAdmin && names.length > 0 && (
        <BulkBar
          names={names}
          groups={groups}
          isPending={change.isPending}
          onChange={change.mutate}
          onClear={() => select(names, false)}
        />
      )}
      <ChangeFailed error={change.error} />
      {change.data && <Notice tone="good">{change.data}</Notice>}
      {shown.length > 0 && <SourcesTable sources={shown} isAdmin={isAdmin} selected={selected} onSelect={select} />}
      {sources.length > 0 && shown.length === 0 && (
        <p className={`${card.card} ${classes.nothing}`}>
          No source is like that.{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => setFilter(noFilter)}>
            Show all
          </Button>
        </p>
      )}
      <DiscoveryList isAdmin={isAdmin} />
      {data && <NotMonitored attachments={data.attachedNotMonitored} explain={sources.length > 0} />}
    </div>
  );
}
