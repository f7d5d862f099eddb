import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { IconPlus, IconSearch } from '../../../components/icons.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { StaleNotice } from '../../../components/stale-notice.js';
import { useIsAdmin } from '../../../session/use-session.js';
import { useQueryState } from '../../../url/use-query-state.js';
import { newDefinitionHref, transferHref } from '../addresses.js';
import classes from '../catalogue.module.css';
import { useMetrics, usePresets } from '../queries.js';
import { filterMetrics } from './filter-metrics.js';
import { MetricsTable } from './metrics-table.js';

const origins = [
  { value: '', label: 'Shipped and yours' },
  { value: 'shipped', label: 'Shipped' },
  { value: 'user', label: 'Yours' },
];

export function MetricsPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useMetrics();
  const presets = usePresets().data?.presets ?? [];
  const isAdmin = useIsAdmin();
  const [text, setText] = useQueryState('q');
  const [origin, setOrigin] = useQueryState('origin');
  const [preset, setPreset] = useQueryState('preset');
  useDocumentTitle('Metrics · pgwatch');
  const metrics = data?.metrics ?? [];
  const shown = filterMetrics(metrics, presets, { text, origin, preset });
  return (
    <div className={page.page}>
      <div className={page.heading}>
        <h1>Metrics</h1>
        {data && (
          <p className={page.soft}>
            {shown.length === metrics.length ? metrics.length : `${shown.length} of ${metrics.length}`}
          </p>
        )}
        <div className={page.actions}>
          <Button component={Link} href={transferHref} variant="default">
            Import and export
          </Button>
          {isAdmin && (
            <Button
              component={Link}
              href={newDefinitionHref('metric')}
              leftSection={<IconPlus size={16} aria-hidden="true" />}
            >
              New metric
            </Button>
          )}
        </div>
      </div>
      <StaleNotice
        what="The list of metrics"
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <RowsSkeleton what="the metrics" />}
      {data && (
        <search className={classes.filter}>
          <TextInput
            className={classes.search}
            aria-label="Search metrics"
            placeholder="Name, what it measures, extension"
            type="search"
            leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <NativeSelect
            aria-label="Origin"
            data={origins}
            value={origin}
            onChange={(event) => setOrigin(event.currentTarget.value)}
          />
          <NativeSelect
            aria-label="Preset"
            data={[
              { value: '', label: 'Any preset' },
              ...presets.map(({ definition: { name } }) => ({ value: name, label: `In ${name}` })),
            ]}
            value={preset}
            onChange={(event) => setPreset(event.currentTarget.value)}
          />
        </search>
      )}
      {shown.length > 0 && <MetricsTable metrics={shown} presets={presets} />}
      {data && shown.length === 0 && (
        <p className={`${card.card} ${classes.nothing}`}>No metric is like that. A shorter search finds more.</p>
      )}
    </div>
  );
}
