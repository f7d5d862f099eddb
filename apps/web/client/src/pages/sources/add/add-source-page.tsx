import { useDocumentTitle } from '@mantine/hooks';
import { Link, useSearch } from 'wouter';
import { useSettings } from '../../../api/queries.js';
import { Command } from '../../../components/command.js';
import { Failure } from '../../../components/failure.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { useSession } from '../../../session/use-session.js';
import { useSourceSettings } from '../queries.js';
import { AddSourceForm } from './add-source-form.js';

export function AddSourcePage() {
  const { data: settings, error, isFetching, refetch } = useSettings();
  const role = useSession().data?.role;
  const copyOf = new URLSearchParams(useSearch()).get('copy') ?? '';
  const original = useSourceSettings(copyOf);
  const mayAdd = role === 'admin' && settings?.allowsUrlSources === true;
  useDocumentTitle('Add a source · pgwatch');
  return (
    <div className={`${page.page} ${page.narrow}`}>
      <div className={page.heading}>
        <h1>Add a source by URL</h1>
        <Link href="/sources">All sources</Link>
      </div>
      <p className={page.soft}>
        For databases that are not Heroku's. One of Heroku's is better attached: its credentials are then kept up to
        date by Heroku.
      </p>
      <Command text="heroku addons:attach <database> --as PGWATCH2_MONITOREDDB_SALES" />
      {error && !settings && (
        <Failure what="What is allowed here" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {!error && !(settings && role) && <RowsSkeleton what="the form" />}
      {role === 'viewer' && <Notice tone="warn">You may look and change nothing. An admin can add sources.</Notice>}
      {role === 'admin' && settings?.allowsUrlSources === false && (
        <Notice
          tone="warn"
          hint={
            <>
              Attach the database as above, or set <code>PGWATCH2_ALLOW_URL_SOURCES=true</code>.
            </>
          }
        >
          Adding databases by URL is switched off: the config var <code>PGWATCH2_ALLOW_URL_SOURCES</code> is false.
        </Notice>
      )}
      {mayAdd && original.error && (
        <Failure
          what={`The settings of ${copyOf}`}
          error={original.error}
          onRetry={() => void original.refetch()}
          retrying={original.isFetching}
        />
      )}
      {mayAdd && original.isLoading && <RowsSkeleton what={`the settings of ${copyOf}`} />}
      {mayAdd && (copyOf === '' || original.data) && <AddSourceForm copied={original.data} />}
    </div>
  );
}
