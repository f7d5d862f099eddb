import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { ApiFailure } from '../../../api/api-failure.js';
import type { StoredMetric } from '../../../api/contract.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { StaleNotice } from '../../../components/stale-notice.js';
import { DefinitionHistory } from '../history/definition-history.js';
import { useMetric } from '../queries.js';
import { UnknownDefinition } from '../unknown-definition.js';
import { EditMetric } from './edit-metric.js';
import { MetricColumns } from './metric-columns.js';
import { MetricFacts } from './metric-facts.js';
import { MetricHeading } from './metric-heading.js';
import { MetricSql } from './metric-sql.js';

export function MetricPage({ name }: { name: string }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useMetric(name);
  // What is edited is what was read when editing began, whatever comes in meanwhile.
  const [edited, setEdited] = useState<StoredMetric | null>(null);
  useDocumentTitle(`${name} · pgwatch`);
  if (error instanceof ApiFailure && error.status === 404 && !edited) {
    return <UnknownDefinition kind="metric" name={name} />;
  }
  return (
    <div className={page.page}>
      <StaleNotice
        what={`The metric ${name}`}
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <RowsSkeleton what={`the metric ${name}`} />}
      {edited && <EditMetric key={edited.version} stored={edited} onEdit={setEdited} onDone={() => setEdited(null)} />}
      {data && !edited && (
        <>
          <MetricHeading stored={data} onEdit={() => setEdited(data)} />
          <MetricFacts stored={data} />
          {data.definition.versions.length > 0 && (
            <MetricSql
              versions={data.definition.versions}
              {...(data.definition.requiresExtension ? { extension: data.definition.requiresExtension } : {})}
            />
          )}
          <MetricColumns name={name} />
          <DefinitionHistory kind="metric" name={name} version={data.version} />
        </>
      )}
    </div>
  );
}
