import { useDocumentTitle } from '@mantine/hooks';
import { useLocation, useSearch } from 'wouter';
import type { PresetDefinition } from '../../../api/contract.js';
import { Failure } from '../../../components/failure.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { forgetUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { definitionHref, presetsHref } from '../addresses.js';
import { usePreset } from '../queries.js';
import { useChangeDefinition } from '../use-change-definition.js';
import { PresetForm } from './preset-form.js';

// Whether a source is up is asked in every case.
const empty: PresetDefinition = { name: '', description: '', metrics: { instance_up: 60 } };

export function NewPresetPage() {
  const copyOf = new URLSearchParams(useSearch()).get('copy') ?? '';
  const [, navigate] = useLocation();
  const original = usePreset(copyOf);
  const change = useChangeDefinition('preset');
  useDocumentTitle('New preset · pgwatch');
  const start = copyOf === '' ? empty : original.data && { ...original.data.definition, name: `my_${copyOf}` };
  return (
    <div className={page.page}>
      <div className={page.heading}>
        <h1 className={page.anywhere}>{copyOf ? `Copy of ${copyOf}` : 'New preset'}</h1>
      </div>
      {!start && original.error && (
        <Failure what={`The preset ${copyOf}`} error={original.error} onRetry={() => void original.refetch()} />
      )}
      {!start && !original.error && <RowsSkeleton what={`the preset ${copyOf}`} />}
      {start && (
        <PresetForm
          start={start}
          isNew
          isPending={change.isPending}
          onSave={(definition) =>
            change.mutate(
              { do: 'create', definition },
              {
                onSuccess: () => {
                  forgetUnsavedChanges();
                  navigate(definitionHref('preset', definition.name));
                },
              },
            )
          }
          onCancel={() => navigate(copyOf ? definitionHref('preset', copyOf) : presetsHref)}
          outcome={() => <ChangeFailed error={change.error} what="It was not made" />}
        />
      )}
    </div>
  );
}
