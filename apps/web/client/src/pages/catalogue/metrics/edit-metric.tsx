import type { MetricDefinition, StoredMetric } from '../../../api/contract.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { EditConflict, isConflict } from '../edit-conflict.js';
import { useMetric } from '../queries.js';
import { useChangeDefinition } from '../use-change-definition.js';
import { MetricForm } from './metric-form.js';

interface EditMetricProps {
  stored: StoredMetric;
  /** Begins anew, from what somebody else stored. */
  onEdit: (stored: StoredMetric) => void;
  onDone: () => void;
}

export function EditMetric({ stored, onEdit, onDone }: EditMetricProps) {
  const { name } = stored.definition;
  const change = useChangeDefinition('metric');
  const now = useMetric(name);
  const save = (definition: MetricDefinition, version: string) =>
    change.mutate(
      { do: 'update', definition, version },
      { onSuccess: onDone, onError: (error) => isConflict(error) && void now.refetch() },
    );
  const theirs = now.data && now.data.version !== stored.version ? now.data : undefined;
  return (
    <>
      <div className={page.heading}>
        <h1 className={page.anywhere}>Edit {name}</h1>
      </div>
      <MetricForm
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
