import { useDocumentTitle } from '@mantine/hooks';
import { useLocation, useSearch } from 'wouter';
import type { MetricDefinition } from '../../../api/contract.js';
import { Failure } from '../../../components/failure.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { forgetUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { definitionHref, metricsHref } from '../addresses.js';
import { useMetric } from '../queries.js';
import { useChangeDefinition } from '../use-change-definition.js';
import { MetricForm } from './metric-form.js';

// The oldest major that is supported.
const minMajor = 15;
const empty: MetricDefinition = {
  name: '',
  description: '',
  versions: [{ minMajor, sql: 'SELECT\n  count(*) AS sessions\nFROM pg_catalog.pg_stat_activity' }],
  appliesTo: 'any',
};

export function NewMetricPage() {
  const copyOf = new URLSearchParams(useSearch()).get('copy') ?? '';
  const [, navigate] = useLocation();
  const original = useMetric(copyOf);
  const change = useChangeDefinition('metric');
  useDocumentTitle('New metric · pgwatch');
  const start = copyOf === '' ? empty : original.data && copyFrom(original.data.definition);
  return (
    <div className={page.page}>
      <div className={page.heading}>
        <h1 className={page.anywhere}>{copyOf ? `Copy of ${copyOf}` : 'New metric'}</h1>
      </div>
      <p className={page.soft}>It is asked for once a preset, or a source of its own, has it with an interval.</p>
      {!start && original.error && (
        <Failure what={`The metric ${copyOf}`} error={original.error} onRetry={() => void original.refetch()} />
      )}
      {!start && !original.error && <RowsSkeleton what={`the metric ${copyOf}`} />}
      {start && (
        <MetricForm
          start={start}
          isNew
          isPending={change.isPending}
          onSave={(definition) =>
            change.mutate(
              { do: 'create', definition },
              {
                onSuccess: () => {
                  forgetUnsavedChanges();
                  navigate(definitionHref('metric', definition.name));
                },
              },
            )
          }
          onCancel={() => navigate(copyOf ? definitionHref('metric', copyOf) : metricsHref)}
          outcome={() => <ChangeFailed error={change.error} what="It was not made" />}
        />
      )}
    </div>
  );
}

const copyFrom = (definition: MetricDefinition): MetricDefinition => ({
  ...definition,
  name: `my_${definition.name}`.slice(0, 50),
});
