import { Button, Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../../../api/api-context.js';
import type { SourceLook, SourceSettings } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { IconPlugConnected } from '../../../components/icons.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { forgetUnsavedChanges, useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { LookResult } from '../look-result.js';
import { usePresets } from '../queries.js';
import { AddedSources } from './added-sources.js';
import { checkNewSource, type NewSourceValues } from './check-new-source.js';
import { DiscoveredDatabases, type NamePatterns } from './discovered-databases.js';
import { useAddSource } from './use-add-source.js';

/** What most databases here are; the API's own default as well. */
const defaultPreset = 'heroku_postgres';

/** @param copied the settings of another source, to begin with. */
export function AddSourceForm({ copied }: { copied?: SourceSettings | undefined }) {
  const api = useApi();
  const form = useForm<NewSourceValues>({
    initialValues: { name: '', url: '', preset: copied?.preset ?? defaultPreset, group: copied?.group ?? '' },
    validate: checkNewSource,
    validateInputOnBlur: ['name'],
  });
  const { values } = form;
  const [databases, setDatabases] = useState<string[] | null>(null);
  const [patterns, setPatterns] = useState<NamePatterns>({ include: '', exclude: '' });
  const [isContinuous, setIsContinuous] = useState(false);
  const [, navigate] = useLocation();
  const keepLooking = databases && isContinuous ? patterns : null;
  const presets = usePresets().data?.map(({ name }) => name) ?? [];
  const test = useMutation({
    mutationFn: () => api.change<SourceLook>('post', '/api/v1/sources/test', { url: values.url.trim() }),
  });
  const add = useAddSource(copied);
  useUnsavedChanges(form.isDirty() && !add.isSuccess);

  function onAdded() {
    forgetUnsavedChanges();
    // Its line there says what was found, or why nothing was.
    if (keepLooking) navigate('/sources');
  }

  if (add.isSuccess) {
    const more = () => {
      form.reset();
      setDatabases(null);
      test.reset();
      add.reset();
    };
    return <AddedSources names={add.data} onMore={more} />;
  }
  return (
    <form
      className={`${card.card} ${page.section}`}
      noValidate
      onSubmit={form.onSubmit(() => add.mutate({ values, databases, keepLooking }, { onSuccess: onAdded }))}
    >
      {copied && (
        <Notice tone="good">
          It begins with the settings of {copied.name}: tags, intervals and what it does as a standby are taken over.
          Its URL is not.
        </Notice>
      )}
      <TextInput
        label={databases ? 'Name to begin with' : 'Name'}
        description={
          databases ? 'Sources are named after it and their database: SHOP_orders.' : 'As it will stand in the fleet.'
        }
        placeholder="SHOP"
        autoComplete="off"
        required
        {...form.getInputProps('name')}
      />
      <PasswordInput
        label="URL"
        description="Stored encrypted, and never shown again. A role that is a member of pg_monitor sees enough."
        placeholder="postgres://user:password@host:5432/database"
        autoComplete="off"
        required
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the URL' }}
        {...form.getInputProps('url')}
      />
      <div className={page.actions}>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} stroke={1.75} aria-hidden="true" />}
          disabled={values.url.trim() === ''}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          Test connection
        </Button>
      </div>
      <ChangeFailed error={test.error} what="No test was made" />
      {test.data && <LookResult result={test.data} />}
      <Checkbox
        label="All databases of this server"
        description="Choose among them, by patterns if they are many."
        checked={databases !== null}
        onChange={(event) => setDatabases(event.currentTarget.checked ? [] : null)}
      />
      {databases && (
        <>
          <DiscoveredDatabases
            url={values.url}
            patterns={patterns}
            onPatterns={setPatterns}
            chosen={databases}
            onChoose={setDatabases}
          />
          <Checkbox
            label="Keep looking"
            description="Every ten minutes: adds all whose names are like that, now and later, and pauses what vanishes."
            checked={isContinuous}
            onChange={(event) => setIsContinuous(event.currentTarget.checked)}
          />
        </>
      )}
      <NativeSelect
        label="Preset"
        data={presets.length > 0 ? presets : [defaultPreset]}
        {...form.getInputProps('preset')}
      />
      <TextInput label="Group" maxLength={80} {...form.getInputProps('group')} />
      <ChangeFailed error={add.error} what="Nothing was added" />
      <div className={page.actions}>
        <Button type="submit" disabled={!keepLooking && databases?.length === 0} loading={add.isPending}>
          {labelOf(databases, keepLooking !== null)}
        </Button>
      </div>
    </form>
  );
}

function labelOf(databases: string[] | null, isContinuous: boolean): string {
  if (isContinuous) return 'Add and keep looking';
  return databases ? `Add ${databases.length} ${databases.length === 1 ? 'source' : 'sources'}` : 'Add';
}
