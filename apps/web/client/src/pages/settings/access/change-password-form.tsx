import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { newPassword } from '../../../../../src/api/settings/schemas.js';
import { useApi } from '../../../api/api-context.js';
import card from '../../../components/card.module.css';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { errorsOf } from '../../../forms/errors-of.js';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';

interface Values {
  current: string;
  next: string;
  again: string;
}

const empty: Values = { current: '', next: '', again: '' };
const schema = z.object({ current: z.string().min(1, 'is empty'), next: newPassword });

const check = (values: Values): Record<string, string> => ({
  ...(values.next === values.again ? {} : { again: 'The two are not the same.' }),
  ...errorsOf(schema, values),
});

/** Password of the admin; the config var stays the way in for whoever forgets it. */
export function ChangePasswordForm() {
  const api = useApi();
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: empty, validate: check });
  useUnsavedChanges(form.isDirty());
  const change = useMutation({
    mutationFn: ({ current, next }: Values) => api.change('put', '/api/v1/settings/password', { current, next }),
    onSuccess: () => {
      form.reset();
      void queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const toggle = { visibilityToggleButtonProps: { 'aria-label': 'Show or hide the password' } };
  return (
    <form
      className={`${card.card} ${page.section}`}
      noValidate
      onSubmit={form.onSubmit((values) => change.mutate(values))}
    >
      <h2>Password of the admin</h2>
      <p className={page.soft}>
        It takes the place of the config var <code>PGWATCH2_ADMIN_PASSWORD</code>, until that changes: whoever forgets
        it sets another one there. All other sessions of the admin end.
      </p>
      {/* For password managers, which look for whom the password is. */}
      <input type="text" name="username" value="admin" autoComplete="username" readOnly hidden />
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        {...toggle}
        {...form.getInputProps('current')}
      />
      <PasswordInput
        label="New password"
        description="At least 12 characters."
        autoComplete="new-password"
        {...toggle}
        {...form.getInputProps('next')}
      />
      <PasswordInput
        label="New password again"
        autoComplete="new-password"
        {...toggle}
        {...form.getInputProps('again')}
      />
      <ChangeFailed error={change.error} what="The password was not changed" />
      {change.isSuccess && !form.isDirty() && <Notice tone="good">The password is changed.</Notice>}
      <div className={page.actions}>
        <Button type="submit" loading={change.isPending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
