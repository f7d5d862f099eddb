import { Button, FileInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import type { Transfer } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { ImportReport } from './import-report.js';

/** First a look at what would change, then the change: all of it or nothing. */
export function ImportForm() {
  const api = useApi();
  const queries = useQueryClient();
  const [yaml, setYaml] = useState('');
  const run = useMutation({
    mutationFn: (dryRun: boolean) => api.change<Transfer>('post', '/api/v1/import', { yaml, dryRun }),
    onSuccess: (_result, dryRun) => {
      if (!dryRun) void queries.invalidateQueries();
    },
  });
  const isDone = run.isSuccess && run.variables === false && run.data.problems.length === 0;
  useUnsavedChanges(yaml !== '' && !isDone);
  const mayImport = run.isSuccess && run.variables === true && run.data.problems.length === 0;
  function enter(text: string) {
    run.reset();
    setYaml(text);
  }
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>Import</h2>
      <p className={page.soft}>
        Metrics, presets and settings of sources out of YAML of pgwatch 3 and later. Nothing is changed before you have
        seen what would be.
      </p>
      <FileInput
        label="File"
        accept=".yaml,.yml,application/yaml,text/yaml"
        placeholder="Choose a file"
        onChange={(file) => void file?.text().then(enter)}
      />
      <Textarea
        label="YAML"
        autosize={false}
        rows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
        value={yaml}
        onChange={(event) => enter(event.currentTarget.value)}
      />
      <ChangeFailed error={run.error} what="Nothing was imported" />
      {run.data && <ImportReport result={run.data} isDone={isDone} />}
      <div className={page.actions}>
        <Button
          variant="default"
          disabled={yaml.trim() === ''}
          loading={run.isPending && run.variables}
          onClick={() => run.mutate(true)}
        >
          Show what would change
        </Button>
        <Button
          disabled={!mayImport || run.data?.changes.length === 0}
          loading={run.isPending && !run.variables}
          onClick={() => run.mutate(false)}
        >
          Import
        </Button>
      </div>
    </section>
  );
}
