import { useDocumentTitle } from '@mantine/hooks';
import { ApiFailure } from '../../api/api-failure.js';
import { useSource } from '../../api/queries.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { PanelGrid } from './panel-grid.js';
import { Problems } from './problems.js';
import { RangePicker } from './range-picker.js';
import { SourceHeader } from './source-header.js';
import classes from './source-page.module.css';
import { SourceSkeleton } from './source-skeleton.js';
import { UnknownSource } from './unknown-source.js';
import { useRange } from './use-range.js';

export function SourcePage({ name }: { name: string }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSource(name);
  const range = useRange();
  useDocumentTitle(`${name} · pgwatch`);
  if (error instanceof ApiFailure && error.status === 404) return <UnknownSource name={name} />;
  return (
    <div className={classes.page}>
      <StaleNotice
        what={`The source ${name}`}
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <SourceSkeleton name={name} />}
      {data && (
        <>
          <SourceHeader source={data} />
          <Problems problems={data.problems} />
          <RangePicker range={range} />
          <PanelGrid source={data} range={range} />
        </>
      )}
    </div>
  );
}
