import { useDocumentTitle } from '@mantine/hooks';
import type { SetupStatus } from '../../api/contract.js';
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
  const { title, lead } = headOf(data);
  return (
    <div className={classes.page}>
      <div>
        <h1>{title}</h1>
        <p className={classes.lead}>{lead}</p>
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

function headOf(status: SetupStatus | undefined): { title: string; lead: string } {
  if (!status?.done) {
    return { title: 'Setting up', lead: 'Each step follows by itself; this page looks every two seconds.' };
  }
  return status.steps.every(({ state }) => state === 'done')
    ? { title: 'Everything is in place', lead: 'Samples are arriving. These are the steps that led here.' }
    : { title: 'Samples are arriving', lead: 'Not from everywhere: what is marked below still needs a look.' };
}
