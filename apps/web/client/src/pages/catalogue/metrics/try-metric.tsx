import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import type { MetricDefinition, MetricTrial } from '../../../api/contract.js';
import { useSources } from '../../../api/queries.js';
import page from '../../../components/page.module.css';
import { shortVersion } from '../../../format/version.js';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { TrialResult } from './trial-result.js';

interface TryMetricProps {
  sql: string;
  versions: MetricDefinition['versions'];
  /** Major of the SQL that is shown, and tried. */
  chosen: number;
  extension?: string;
  onPointAt: (offset: number) => void;
}

/** Runs the SQL as it stands, saved or not, once on a source. */
export function TryMetric({ sql, versions, chosen, extension, onPointAt }: TryMetricProps) {
  const api = useApi();
  const sources = (useSources().data?.sources ?? []).filter(({ state }) => state === 'up');
  const [picked, setPicked] = useState('');
  const source = sources.find(({ name }) => name === picked) ?? sources[0];
  const trial = useMutation({
    mutationFn: async (name: string) => {
      const body = { source: name, sql, ...(extension ? { requiresExtension: extension } : {}) };
      return { result: await api.change<MetricTrial>('post', '/api/v1/metrics/try', body), sql, source: name };
    },
  });
  if (!source) return <p className={page.soft}>It can be tried on a source as soon as one is up.</p>;
  const major = Number.parseInt(shortVersion(source.serverVersion ?? ''), 10);
  const own = versions.filter(({ minMajor }) => minMajor <= major).at(-1)?.minMajor;
  return (
    <div className={page.section} style={{ padding: 0 }}>
      <div className={page.actions}>
        <NativeSelect
          aria-label="Source to try it on"
          data={sources.map(({ name }) => name)}
          value={source.name}
          onChange={(event) => setPicked(event.currentTarget.value)}
        />
        <Button variant="light" loading={trial.isPending} onClick={() => trial.mutate(source.name)}>
          Try it on {source.name}
        </Button>
        <span className={page.soft}>
          Read-only, 5 s at most, nothing is kept.
          {Number.isFinite(major) && own !== chosen && ` PostgreSQL ${major} there runs other SQL than this.`}
        </span>
      </div>
      <ChangeFailed error={trial.error} what="It was not run" />
      {trial.data && <TrialResult {...trial.data} onPointAt={onPointAt} />}
    </div>
  );
}
