import { Button } from '@mantine/core';
import type { SourceSettings } from '../../../api/contract.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { Prose } from '../../../components/prose.js';
import { describeChanges } from './changed-settings.js';
import type { EditConflict } from './use-save-source.js';

interface ConflictNoticeProps {
  conflict: EditConflict;
  /** As this form was opened with. */
  loaded: SourceSettings;
  onTakeTheirs: () => void;
  onOverwrite: () => void;
  isPending: boolean;
}

/** Who else changed what, and the choice between the two. */
export function ConflictNotice({ conflict, loaded, onTakeTheirs, onOverwrite, isPending }: ConflictNoticeProps) {
  const changes = describeChanges(loaded, conflict.current);
  return (
    <Notice tone="bad">
      <p>
        <Prose text={conflict.message} />.
      </p>
      {changes.length > 0 && (
        <ul aria-label="What was changed meanwhile">
          {changes.map(({ field, before, after }) => (
            <li key={field} className={page.anywhere}>
              {field}: {before} → <strong>{after}</strong>
            </li>
          ))}
        </ul>
      )}
      <div className={page.actions} style={{ marginTop: 8 }}>
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          Drop mine and load theirs
        </Button>
        <Button size="xs" color="red.9" onClick={onOverwrite} loading={isPending}>
          Save mine over it
        </Button>
      </div>
    </Notice>
  );
}
