import { Loader } from '@mantine/core';
import { Link } from 'wouter';
import type { SourceSummary } from '../../api/contract.js';
import { Command } from '../../components/command.js';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
import { doctorHref } from '../../components/source-href.js';
import { useNow } from '../../components/use-now.js';
import classes from './heroku.module.css';

/** A restart takes seconds and the first fetch follows at once: what takes this long wants looking after. */
const patienceMs = 120_000;

/** What happens between the attachment and the first sample, or what is in its way and what to do. */
export function FirstSample({ source, attachedAt }: { source: SourceSummary | undefined; attachedAt: string }) {
  const isLate = useNow() - Date.parse(attachedAt) > patienceMs;
  if (source?.state === 'down') {
    return (
      <Notice
        tone="bad"
        hint={
          <>
            <Link href={doctorHref(source.name)}>The doctor</Link> says what mends it. The collector goes on trying:
            this page ends with the first sample.
          </>
        }
      >
        {source.name} is attached, and cannot be reached:{' '}
        <Prose text={source.reason ?? 'the reason is not known yet.'} />
      </Notice>
    );
  }
  return (
    <>
      <p className={classes.busy} role="status">
        <Loader size={16} aria-hidden="true" />
        {source ? 'The collector has found it. Waiting for the first sample.' : 'Attached. The app restarts with it.'}
      </p>
      {isLate && (
        <Notice tone="warn" hint="Does a collector dyno run, and what does it say?">
          No sample has come for two minutes.
          <Command text="heroku ps" />
          <Command text="heroku logs --dyno collector" />
        </Notice>
      )}
    </>
  );
}
