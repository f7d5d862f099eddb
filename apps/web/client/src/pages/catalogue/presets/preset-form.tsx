import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PresetDefinition } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { PresetMetrics } from './preset-metrics.js';

interface PresetFormProps {
  start: PresetDefinition;
  isNew: boolean;
  isPending: boolean;
  onSave: (definition: PresetDefinition) => void;
  onCancel: () => void;
  /** What came of saving. */
  outcome: (draft: PresetDefinition) => ReactNode;
}

export function PresetForm({ start, isNew, isPending, onSave, onCancel, outcome }: PresetFormProps) {
  const [draft, setDraft] = useState(start);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start);
  useUnsavedChanges(isDirty);
  function save(event: FormEvent) {
    event.preventDefault();
    onSave(draft);
  }
  return (
    <form className={page.page} style={{ width: '100%', margin: 0 }} onSubmit={save}>
      <section className={`${card.card} ${page.section}`} aria-label="Settings">
        {isNew && (
          <TextInput
            label="Name"
            description="Letters, digits, _ . -; it stays for ever"
            pattern="[A-Za-z0-9][A-Za-z0-9_.\-]{0,62}"
            required
            autoFocus
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
        )}
        <Textarea
          label="What it is for"
          rows={2}
          maxLength={2000}
          value={draft.description}
          onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
        />
      </section>
      <PresetMetrics metrics={draft.metrics} onChange={(metrics) => setDraft({ ...draft, metrics })} />
      {outcome(draft)}
      <div className={page.actions}>
        <Button type="submit" disabled={!isDirty && !isNew} loading={isPending}>
          {isNew ? 'Make it' : 'Save'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
