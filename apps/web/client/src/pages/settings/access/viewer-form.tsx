import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { viewerRequest } from '../../../../../src/api/settings/schemas.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { errorsOf } from '../../../forms/errors-of.js';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';

export interface ViewerValues {
  name: string;
  password: string;
}

interface ViewerFormProps {
  /** Of the viewer whose password is set; without it a viewer is added. */
  name?: string;
  onSubmit: (values: ViewerValues) => void;
  onCancel: () => void;
  isPending: boolean;
  error: Error | null;
}

export function ViewerForm({ name, onSubmit, onCancel, isPending, error }: ViewerFormProps) {
  const form = useForm<ViewerValues>({
    initialValues: { name: name ?? '', password: '' },
    validate: (values) => errorsOf(viewerRequest, values),
  });
  useUnsavedChanges(form.isDirty());
  return (
    <form className={`${page.section} ${page.dialog}`} noValidate onSubmit={form.onSubmit(onSubmit)}>
      {name === undefined && (
        <TextInput label="Name" autoComplete="off" data-autofocus {...form.getInputProps('name')} />
      )}
      <PasswordInput
        label="Password"
        description="At least 12 characters. Tell it to them yourself: it is not shown again."
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
        {...form.getInputProps('password')}
      />
      <ChangeFailed error={error} />
      <div className={page.actions}>
        <Button type="submit" loading={isPending}>
          {name === undefined ? 'Add viewer' : 'Set password'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
