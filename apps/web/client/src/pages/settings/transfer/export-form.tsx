import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { saveFile } from './save-file.js';

const parts = [
  { value: 'all', label: 'Metrics, presets and sources' },
  { value: 'metrics', label: 'Metrics' },
  { value: 'presets', label: 'Presets' },
  { value: 'sources', label: 'Sources' },
];

export function ExportForm() {
  const api = useApi();
  const [part, setPart] = useState('all');
  const [ownOnly, setOwnOnly] = useState(true);
  const load = useMutation({
    mutationFn: async () => {
      const query = new URLSearchParams({ part, only: ownOnly ? 'own' : 'all' });
      const { yaml } = await api.get<{ yaml: string }>(`/api/v1/export?${query}`);
      saveFile(`pgwatch-${part}.yaml`, yaml, 'application/yaml');
    },
  });
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>Export</h2>
      <p className={page.soft}>
        A YAML file as pgwatch 3 and later read it. No URL and no password is in it: sources that were added by URL are
        left out.
      </p>
      <NativeSelect label="What" data={parts} value={part} onChange={(event) => setPart(event.currentTarget.value)} />
      <Checkbox
        label="Without metrics and presets that are shipped and unchanged"
        checked={ownOnly}
        onChange={(event) => setOwnOnly(event.currentTarget.checked)}
      />
      <ChangeFailed error={load.error} what="Nothing was exported" />
      <div className={page.actions}>
        <Button variant="default" loading={load.isPending} onClick={() => load.mutate()}>
          Download YAML
        </Button>
      </div>
    </section>
  );
}
