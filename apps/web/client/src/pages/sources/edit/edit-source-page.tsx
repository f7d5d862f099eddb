import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import { ApiFailure } from '../../../api/api-failure.js';
import { Failure } from '../../../components/failure.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { sourceHref } from '../../../components/source-href.js';
import { useSession } from '../../../session/use-session.js';
import { UnknownSource } from '../../source/unknown-source.js';
import { useSourceSettings } from '../queries.js';
import { copySourceHref } from '../source-addresses.js';
import { ConnectionSection } from './connection-section.js';
import { DeleteSection } from './delete-section.js';
import { EditSourceForm } from './edit-source-form.js';

export function EditSourcePage({ name }: { name: string }) {
  const { data, error, isFetching, refetch } = useSourceSettings(name);
  const role = useSession().data?.role;
  useDocumentTitle(`Settings of ${name} · pgwatch`);
  if (error instanceof ApiFailure && error.code === 'no-such-source') return <UnknownSource name={name} />;
  return (
    <div className={`${page.page} ${page.narrow}`}>
      <div className={page.heading}>
        <h1 className={page.anywhere}>Settings of {name}</h1>
        <p className={page.actions}>
          <Link href="/sources">All sources</Link>
          <Link href={sourceHref(name)}>Charts</Link>
          {role === 'admin' && <Link href={copySourceHref(name)}>Copy</Link>}
        </p>
      </div>
      {error && !data && (
        <Failure what={`The settings of ${name}`} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {!error && !(data && role) && <RowsSkeleton what={`the settings of ${name}`} />}
      {data && role && (
        <>
          <ConnectionSection settings={data} isAdmin={role === 'admin'} />
          <EditSourceForm settings={data} isAdmin={role === 'admin'} />
          {role === 'admin' && <DeleteSection settings={data} />}
        </>
      )}
    </div>
  );
}
