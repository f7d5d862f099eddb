import { StaleNotice } from '../../components/stale-notice.js';
import { DoctorHead } from './doctor-head.js';
import classes from './doctor-page.module.css';
import { useRecheck, useSourceDoctor } from './doctor-queries.js';
import { DoctorSkeleton } from './doctor-skeleton.js';
import { FindingList } from './finding-list.js';

/** What is well with one source, what is not, and what mends it: one of the source's pages. */
export function SourceDoctor({ name }: { name: string }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSourceDoctor(name);
  const recheck = useRecheck(name);
  return (
    <div className={`${classes.page} ${classes.inside}`}>
      <DoctorHead title="Doctor" level={2} report={data} recheck={recheck} />
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
