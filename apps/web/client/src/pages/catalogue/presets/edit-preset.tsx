import type { PresetDefinition, StoredPreset } from '../../../api/contract.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { EditConflict, isConflict } from '../edit-conflict.js';
import { usePreset } from '../queries.js';
import { useChangeDefinition } from '../use-change-definition.js';
import { PresetForm } from './preset-form.js';

interface EditPresetProps {
  stored: StoredPreset;
  /** Begins anew, from what somebody else stored. */
  onEdit: (stored: StoredPreset) => void;
  onDone: () => void;
}

export function EditPreset({ stored, onEdit, onDone }: EditPresetProps) {
  const { name } = stored.definition;
  const change = useChangeDefinition('preset');
  const now = usePreset(name);
  const save = (definition: PresetDefinition, version: string) =>
    change.mutate(
      { do: 'update', definition, version },
      { onSuccess: onDone, onError: (error) => isConflict(error) && void now.refetch() },
    );
  const theirs = now.data && now.data.version !== stored.version ? now.data : undefined;
  return (
    <>
      <div className={page.heading}>
        <h1 className={page.anywhere}>Edit {name}</h1>
        {stored.sources.length > 0 && (
          <p className={page.soft}>
            {stored.sources.length} {stored.sources.length === 1 ? 'source has' : 'sources have'} it
          </p>
        )}
      </div>
      <PresetForm
        start={stored.definition}
        isNew={false}
        isPending={change.isPending}
        onSave={(definition) => save(definition, stored.version)}
        onCancel={onDone}
        outcome={(draft) =>
          change.error && isConflict(change.error) ? (
            <EditConflict
              error={change.error}
              mine={draft}
              theirs={theirs?.definition}
              isPending={change.isPending}
              onTakeTheirs={() => theirs && onEdit(theirs)}
              onKeepMine={() => theirs && save(draft, theirs.version)}
            />
          ) : (
            <ChangeFailed error={change.error} what="It was not saved" />
          )
        }
      />
    </>
  );
}
