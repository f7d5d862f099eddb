import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import card from '../../../components/card.module.css';
import { CopyButton } from '../../../components/copy-button.js';
import { Failure } from '../../../components/failure.js';
import page from '../../../components/page.module.css';
import { saveAs } from './save-as.js';

const parts = [
  { value: 'all', label: 'All' },
  { value: 'metrics', label: 'Metrics and presets' },
  { value: 'sources', label: 'Sources' },
];
const origins = [
  { value: 'own', label: 'Only what was made or changed here' },
  { value: 'all', label: 'What is shipped as well' },
];

export function ExportForm() {
  const api = useApi();
  const [part, setPart] = useState('all');
  const [only, setOnly] = useState('own');
  const made = useMutation({
    mutationFn: () => api.get<{ yaml: string }>(`/api/v1/export?${new URLSearchParams({ part, only })}`),
  });
  const change = (set: (value: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value);
    // What is shown would be of another choice.
    made.reset();
  };
  const yaml = made.data?.yaml;
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Export">
      <h2>Export</h2>
      <div className={page.actions}>
        <NativeSelect aria-label="What" data={parts} value={part} onChange={change(setPart)} />
        <NativeSelect aria-label="Of which origin" data={origins} value={only} onChange={change(setOnly)} />
        <Button variant="default" loading={made.isPending} onClick={() => made.mutate()}>
          Show
        </Button>
        {yaml !== undefined && (
          <>
            <Button onClick={() => saveAs('pgwatch.yaml', yaml)}>Save as pgwatch.yaml</Button>
            <CopyButton text={yaml} what="YAML" />
          </>
        )}
      </div>
      {made.error && <Failure what="The export" error={made.error} onRetry={() => made.mutate()} />}
      {yaml !== undefined && (
        <Textarea
          aria-label="YAML"
          readOnly
          rows={Math.min(18, yaml.split('\n').length + 1)}
          value={yaml}
          maw="none"
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
        />
      )}
    </section>
  );
}
