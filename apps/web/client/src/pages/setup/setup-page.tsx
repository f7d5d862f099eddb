import { useDocumentTitle } from '@mantine/hooks';
import { useSetup } from '../../api/queries.js';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
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
          {data.notices.map((notice) => (
            <Notice key={notice.message} tone="warn" hint={<Prose text={notice.hint} />}>
              <Prose text={notice.message} />
            </Notice>
          ))}
          <NextThing next={data.next} />
        </>
      )}
    </div>
  );
}
