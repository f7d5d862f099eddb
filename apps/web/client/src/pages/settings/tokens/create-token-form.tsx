import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { tokenRequest } from '../../../../../src/api/settings/schemas.js';
import type { ApiToken } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { Command } from '../../../components/command.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { errorsOf } from '../../../forms/errors-of.js';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { type TokenRequest, useCreateToken } from './use-tokens.js';

interface Values {
  name: string;
  role: ApiToken['role'];
  days: string;
}

const roles = [
  { value: 'viewer', label: 'Read only' },
  { value: 'admin', label: 'Read and change' },
];
const spans = [
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: '', label: 'never' },
];

const toRequest = ({ name, role, days }: Values): TokenRequest => ({
  ...{ name: name.trim(), role },
  expiresInDays: days === '' ? null : Number(days),
});

export function CreateTokenForm() {
  const create = useCreateToken();
  const form = useForm<Values>({
    initialValues: { name: '', role: 'viewer', days: '90' },
    validate: (values) => errorsOf(tokenRequest, toRequest(values)),
  });
  useUnsavedChanges(form.isDirty());
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>New token</h2>
      <p className={page.soft}>
        For programs, sent as <code>Authorization: Bearer</code>. <a href="/api/docs">What the API can do</a>.
      </p>
      <form
        className={page.actions}
        style={{ alignItems: 'start' }}
        noValidate
        onSubmit={form.onSubmit((values) => create.mutate(toRequest(values), { onSuccess: () => form.reset() }))}
      >
        <TextInput
          label="What it is for"
          placeholder="deploy script"
          style={{ flex: '1 1 200px' }}
          {...form.getInputProps('name')}
        />
        <NativeSelect label="It may" data={roles} {...form.getInputProps('role')} />
        <NativeSelect label="It ends" data={spans} {...form.getInputProps('days')} />
        <Button type="submit" loading={create.isPending} style={{ alignSelf: 'end' }}>
          Create token
        </Button>
      </form>
      <ChangeFailed error={create.error} what="No token was made" />
      {create.data && (
        <Notice tone="good" hint="Copy it now: it is stored as a hash, and shown nowhere again.">
          The token <strong>{create.data.info.name}</strong>:
          <Command text={create.data.token} what="token" />
          <Button size="xs" variant="default" style={{ marginTop: 8 }} onClick={() => create.reset()}>
            I have it
          </Button>
        </Notice>
      )}
    </section>
  );
}
