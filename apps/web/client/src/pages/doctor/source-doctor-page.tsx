import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import { ApiFailure } from '../../api/api-failure.js';
import { sourceHref } from '../../components/source-href.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { UnknownSource } from '../source/unknown-source.js';
import { DoctorHead } from './doctor-head.js';
import classes from './doctor-page.module.css';
import { useRecheck, useSourceDoctor } from './doctor-queries.js';
import { DoctorSkeleton } from './doctor-skeleton.js';
import { FindingList } from './finding-list.js';

/** What is well with one source, what is not, and what mends it. */
export function SourceDoctorPage({ name }: { name: string }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSourceDoctor(name);
  const recheck = useRecheck(name);
  useDocumentTitle(`Doctor of ${name} · pgwatch`);
  if (error instanceof ApiFailure && error.status === 404) return <UnknownSource name={name} />;
  return (
    <div className={classes.page}>
      <p>
        <Link href="/doctor">Doctor</Link> · <Link href={sourceHref(name)}>Charts of {name}</Link>
      </p>
      <DoctorHead title={name} report={data} recheck={recheck} />
      <StaleNotice
        what={`What was found at ${name}`}
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <DoctorSkeleton />}
      {data && <FindingList findings={data.findings} recheck={recheck} />}
    </div>
  );
}
