import { useDocumentTitle } from '@mantine/hooks';
import { StaleNotice } from '../../components/stale-notice.js';
import { DoctorHead } from './doctor-head.js';
import classes from './doctor-page.module.css';
import { useDeploymentDoctor, useRecheck } from './doctor-queries.js';
import { DoctorSkeleton } from './doctor-skeleton.js';
import { FindingList } from './finding-list.js';
import { SourceFindings } from './source-findings.js';
import { stateOfSource } from './state-of-source.js';

/** What is well with the deployment, what is not, and what mends it. */
export function DoctorPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useDeploymentDoctor();
  const recheck = useRecheck();
  useDocumentTitle('Doctor · pgwatch');
  return (
    <div className={classes.page}>
      <DoctorHead title="Doctor" report={data} others={data?.sources.map(stateOfSource)} recheck={recheck} />
      <StaleNotice
        what="What the doctor found"
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <DoctorSkeleton />}
      {data && (
        <>
          <SourceFindings sources={data.sources} />
          <FindingList findings={data.findings} recheck={recheck} />
        </>
      )}
    </div>
  );
}
