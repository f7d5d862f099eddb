import { Button } from '@mantine/core';
import { ApiFailure } from '../../api/api-failure.js';
import { Notice } from '../../components/notice.js';
import page from '../../components/page.module.css';
import { Prose } from '../../components/prose.js';
import { definitionText } from './history/definition-text.js';
import { Diff } from './history/diff.js';
import type { Definition } from './use-change-definition.js';

export const isConflict = (error: Error | null): boolean =>
  error instanceof ApiFailure && error.code === 'edit-conflict';

interface EditConflictProps {
  error: Error;
  mine: Definition;
  /** What is stored now; undefined while it is read. */
  theirs: Definition | undefined;
  isPending: boolean;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** For the second of two who edit the same thing: who was first, what is different, and both ways on. */
export function EditConflict({ error, mine, theirs, isPending, onTakeTheirs, onKeepMine }: EditConflictProps) {
  return (
    <Notice tone="bad">
      <div className={page.section} style={{ padding: 0 }}>
        <p>
          <Prose text={error.message} />. What you typed is still here.
        </p>
        {theirs && (
          <>
            <Diff
              label="From what is stored now to yours"
              before={definitionText(theirs)}
              after={definitionText(mine)}
            />
            <div className={page.actions}>
              <Button variant="default" onClick={onTakeTheirs}>
                Drop mine, take what is stored
              </Button>
              <Button color="red" variant="light" loading={isPending} onClick={onKeepMine}>
                Store mine in its place
              </Button>
            </div>
          </>
        )}
      </div>
    </Notice>
  );
}
