import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { SourceSettings } from '../../../api/contract.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { changedSettings } from './changed-settings.js';
import { checkSourceForm } from './check-source-form.js';
import { ConflictNotice } from './conflict-notice.js';
import { SourceFields } from './source-fields.js';
import { type SourceFormValues, toFormValues, toSettings } from './source-form-values.js';
import { EditConflict, useSaveSource } from './use-save-source.js';

/** The settings of a source; only what was changed is sent, with the version that the change was made to. */
export function EditSourceForm({ settings, isAdmin }: { settings: SourceSettings; isAdmin: boolean }) {
  // Not what the page has read since: whoever edits compares with what they saw.
  const [loaded, setLoaded] = useState(settings);
  const save = useSaveSource(settings.name);
  const form = useForm<SourceFormValues>({ initialValues: toFormValues(settings), validate: checkSourceForm });
  const changed = changedSettings(loaded, toSettings(form.values));
  const isDirty = Object.keys(changed).length > 0;
  useUnsavedChanges(isDirty);

  function start(from: SourceSettings) {
    setLoaded(from);
    form.setValues(toFormValues(from));
    form.clearErrors();
  }
  function store(version: string) {
    save.mutate({ version, settings: changed }, { onSuccess: start });
  }

  const conflict = save.error instanceof EditConflict ? save.error : null;
  return (
    <form className={page.page} style={{ margin: 0 }} onSubmit={form.onSubmit(() => store(loaded.version))} noValidate>
      <SourceFields form={form} disabled={!isAdmin} />
      {conflict && (
        <ConflictNotice
          conflict={conflict}
          loaded={loaded}
          isPending={save.isPending}
          onTakeTheirs={() => {
            save.reset();
            start(conflict.current);
          }}
          onOverwrite={() => store(conflict.current.version)}
        />
      )}
      {!conflict && <ChangeFailed error={save.error} what="Nothing was saved" />}
      {Object.keys(form.errors).length > 0 && <Notice tone="bad">Something above cannot be saved as it stands.</Notice>}
      {save.isSuccess && !isDirty && <Notice tone="good">Saved. The collector follows within seconds.</Notice>}
      {isAdmin && (
        <div className={page.actions}>
          <Button type="submit" disabled={!isDirty} loading={save.isPending}>
            Save
          </Button>
          <Button
            variant="default"
            disabled={!isDirty || save.isPending}
            onClick={() => {
              save.reset();
              start(loaded);
            }}
          >
            Discard changes
          </Button>
        </div>
      )}
    </form>
  );
}
