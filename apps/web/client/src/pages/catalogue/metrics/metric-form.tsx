import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { MetricDefinition } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import classes from '../catalogue.module.css';
import { appliesToLabels } from './applies-to.js';
import { MetricSql } from './metric-sql.js';
import { withOptional } from './with-optional.js';

interface MetricFormProps {
  start: MetricDefinition;
  isNew: boolean;
  isPending: boolean;
  onSave: (definition: MetricDefinition) => void;
  onCancel: () => void;
  /** What came of saving. */
  outcome: (draft: MetricDefinition) => ReactNode;
}

const volumes = [
  { value: '', label: 'Small' },
  { value: 'large', label: 'Large: partitions of a day' },
  { value: 'slow', label: 'Slow: every hour or less often' },
];

export function MetricForm({ start, isNew, isPending, onSave, onCancel, outcome }: MetricFormProps) {
  const [draft, setDraft] = useState(start);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start);
  useUnsavedChanges(isDirty);
  const set = (changes: Parameters<typeof withOptional>[1]) => setDraft(withOptional(draft, changes));
  function save(event: FormEvent) {
    event.preventDefault();
    onSave(draft);
  }
  return (
    <form className={page.page} style={{ width: '100%', margin: 0 }} onSubmit={save}>
      <section className={`${card.card} ${page.section}`} aria-label="Settings">
        <div className={classes.fields}>
          {isNew && (
            <TextInput
              label="Name"
              description="Small letters, digits and _; it stays for ever"
              pattern="[a-z][a-z0-9_]{0,49}"
              required
              autoFocus
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          )}
          <NativeSelect
            label="Asked of"
            description="Which servers it makes sense on"
            data={Object.entries(appliesToLabels).map(([value, label]) => ({ value, label }))}
            value={draft.appliesTo}
            onChange={(event) => set({ appliesTo: event.currentTarget.value as MetricDefinition['appliesTo'] })}
          />
          <TextInput
            label="Needs the extension"
            description="Empty for none"
            value={draft.requiresExtension ?? ''}
            onChange={(event) => set({ requiresExtension: event.currentTarget.value || undefined })}
          />
          <TextInput
            label="Stored as"
            description="Of another metric, to share its table"
            value={draft.storedAs ?? ''}
            onChange={(event) => set({ storedAs: event.currentTarget.value || undefined })}
          />
          <TextInput
            label="May take, in ms"
            description="Empty for what the connection allows"
            type="number"
            min={1}
            max={600_000}
            value={draft.statementTimeoutMs ?? ''}
            onChange={(event) => set({ statementTimeoutMs: Number(event.currentTarget.value) || undefined })}
          />
          <NativeSelect
            label="Volume"
            description="How its history is kept"
            data={volumes}
            value={draft.storage?.volume ?? ''}
            onChange={(event) => {
              const volume = event.currentTarget.value as 'large' | 'slow' | '';
              set({ storage: { ...draft.storage, volume: volume || undefined } });
            }}
          />
          <Checkbox
            className={classes.wide}
            label="A list of what is at one moment, such as sessions: never thinned, and kept no longer than every fetch is"
            checked={draft.storage?.isMomentary === true}
            onChange={(event) =>
              set({ storage: { ...draft.storage, isMomentary: event.currentTarget.checked || undefined } })
            }
          />
          <Textarea
            className={classes.wide}
            label="What it measures"
            description="One sentence for those who choose metrics"
            rows={2}
            maxLength={2000}
            value={draft.description}
            onChange={(event) => set({ description: event.currentTarget.value })}
          />
        </div>
      </section>
      <MetricSql
        versions={draft.versions}
        {...(draft.requiresExtension ? { extension: draft.requiresExtension } : {})}
        onChange={(versions) => setDraft((before) => ({ ...before, versions }))}
      />
      {outcome(draft)}
      <div className={page.actions}>
        <Button type="submit" disabled={!isDirty && !isNew} loading={isPending}>
          {isNew ? 'Make it' : 'Save'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <span className={page.soft}>
          Columns named <code>tag_…</code> tell rows apart. Collectors take it up within five minutes.
        </span>
      </div>
    </form>
  );
}
