import { useDocumentTitle } from '@mantine/hooks';
import { useSetup } from '../../api/queries.js';
import { NoticeList } from '../../components/notice-list.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { NextThing } from './next-thing.js';
import classes from './setup-page.module.css';
import { SetupSkeleton } from './setup-skeleton.js';
import { SetupSteps } from './setup-steps.js';

export function SetupPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSetup();
  useDocumentTitle(data?.done ? 'Set up · pgwatch' : 'Setting up · pgwatch');
  return (
    <div className={classes.page}>
      <div>
        <h1>{data?.done ? 'Everything is in place' : 'Setting up'}</h1>
        <p className={classes.lead}>
          {data?.done
            ? 'Samples are arriving. These are the steps that led here.'
            : 'Each step follows by itself; this page looks every two seconds.'}
        </p>
      </div>
      <StaleNotice
        what="The state of the setup"
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <SetupSkeleton />}
      {data && (
        <>
          <SetupSteps steps={data.steps} />
          <NoticeList notices={data.notices} />
          <NextThing next={data.next} />
        </>
      )}
    </div>
  );
}
