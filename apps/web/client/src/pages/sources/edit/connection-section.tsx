import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import type { SourceLook, SourceSettings } from '../../../api/contract.js';
import { useSettings } from '../../../api/queries.js';
import card from '../../../components/card.module.css';
import { IconPlugConnected } from '../../../components/icons.js';
import { Moment } from '../../../components/moment.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { useUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { LookResult } from '../look-result.js';
import { sourceApi } from '../source-addresses.js';

/** Where the source is: a config var that Heroku keeps, or a URL that can be replaced and never read. */
export function ConnectionSection({ settings, isAdmin }: { settings: SourceSettings; isAdmin: boolean }) {
  const api = useApi();
  const path = sourceApi(settings.name);
  const allowsUrls = useSettings().data?.allowsUrlSources ?? false;
  const [url, setUrl] = useState('');
  useUnsavedChanges(url !== '');
  const test = useMutation({ mutationFn: () => api.change<SourceLook>('post', `${path}/test`) });
  const replace = useMutation({
    mutationFn: () => api.change('put', `${path}/url`, { url: url.trim() }),
    onSuccess: () => setUrl(''),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    test.reset();
    replace.mutate();
  }
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>Connection</h2>
      {settings.isAttached ? (
        <p className={page.anywhere}>
          Attached by Heroku as <code>{settings.variable}</code>. Its URL is this config var: Heroku changes it when the
          credentials change, and it is not edited here.
          {settings.detachedAt && (
            <>
              {' '}
              Detached since <Moment at={new Date(settings.detachedAt)} />; its history is kept.
            </>
          )}
        </p>
      ) : (
        <p>Added by URL, which is stored encrypted and never shown again.</p>
      )}
      {isAdmin && !settings.isAttached && allowsUrls && (
        <form className={page.actions} onSubmit={submit} style={{ alignItems: 'end' }}>
          <PasswordInput
            label="Another URL"
            placeholder="postgres://user:password@host:5432/database"
            autoComplete="off"
            style={{ flex: '1 1 260px' }}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the URL' }}
          />
          <Button type="submit" variant="default" disabled={url.trim() === ''} loading={replace.isPending}>
            Replace
          </Button>
        </form>
      )}
      <ChangeFailed error={replace.error} what="The URL was not replaced" />
      {replace.isSuccess && <Notice tone="good">The URL is replaced. The collector uses it within seconds.</Notice>}
      {isAdmin && (
        <div className={page.actions}>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} stroke={1.75} aria-hidden="true" />}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            Test connection
          </Button>
        </div>
      )}
      <ChangeFailed error={test.error} what="No test was made" />
      {test.data && <LookResult result={test.data} />}
    </section>
  );
}
