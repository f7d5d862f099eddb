import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import type { Transfer } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { ImportResult } from './import-result.js';

/** Says first what would change; then all of it is taken over, or nothing. */
export function ImportForm() {
  const api = useApi();
  const queries = useQueryClient();
  const [yaml, setYaml] = useState('');
  const send = useMutation({
    mutationFn: async (dryRun: boolean) => ({
      dryRun,
      result: await api.change<Transfer>('post', '/api/v1/import', { yaml, dryRun }),
    }),
    onSuccess: ({ dryRun }) => (dryRun ? undefined : queries.invalidateQueries()),
  });
  const { data } = send;
  const isStored = data !== undefined && !data.dryRun && data.result.problems.length === 0;
  useUnsavedChanges(yaml !== '' && !isStored);
  const canImport = data?.dryRun && data.result.problems.length === 0 && data.result.changes.length > 0;
  function take(text: string) {
    setYaml(text);
    // What it said was about another text.
    send.reset();
  }
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Import">
      <h2>Import</h2>
      <label>
        From a file:{' '}
        <input
          type="file"
          accept=".yaml,.yml"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            void file?.text().then(take);
          }}
        />
      </label>
      <Textarea
        label="Or paste it"
        rows={12}
        spellCheck={false}
        value={yaml}
        onChange={(event) => take(event.currentTarget.value)}
        maw="none"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      />
      <div className={page.actions}>
        <Button
          variant="default"
          disabled={yaml.trim() === ''}
          loading={send.isPending && send.variables}
          onClick={() => send.mutate(true)}
        >
          Say what would change
        </Button>
        <Button disabled={!canImport} loading={send.isPending && !send.variables} onClick={() => send.mutate(false)}>
          Import
        </Button>
      </div>
      <ChangeFailed error={send.error} />
      {data && <ImportResult {...data} />}
    </section>
  );
}
