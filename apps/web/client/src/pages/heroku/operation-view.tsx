import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useApi } from '../../api/api-context.js';
import { ApiFailure } from '../../api/api-failure.js';
import type { HerokuOperation } from '../../api/contract.js';
import { Notice } from '../../components/notice.js';
import page from '../../components/page.module.css';
import { Prose } from '../../components/prose.js';
import { sourceHref } from '../../components/source-href.js';
import { endingOf, phaseOf, titleOf } from './describe-operation.js';
import { FirstSample } from './first-sample.js';
import classes from './heroku.module.css';
import { OperationSteps } from './operation-steps.js';
import { useOperations } from './queries.js';

const sourcesMs = 2_000;

interface OperationViewProps {
  operation: HerokuOperation;
  /** What may be done when nobody goes on with it, or it is over. */
  children?: ReactNode;
}

/** One operation, live: its steps, the restart in between, and how it ended. */
export function OperationView({ operation, children }: OperationViewProps) {
  const api = useApi();
  const { error } = useOperations();
  const isAdding = operation.kind === 'add-monitored';
  const isOpen = operation.endedAt === null;
  const { data } = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => api.sources(signal),
    enabled: isAdding,
    retry: false,
    refetchInterval: isOpen && sourcesMs,
  });
  const source = data?.sources.find(({ variable }) => variable === operation.subject);
  const phase = phaseOf(operation, source !== undefined);
  const { steps } = operation;
  return (
    <>
      <h2>{titleOf(operation)}</h2>
      <OperationSteps steps={steps} isAlive={phase === 'running' || phase === 'elsewhere'} />
      {error && isOpen && <Reconnecting kind={operation.kind} steps={steps} error={error} />}
      {!error && phase === 'waiting' && (
        <FirstSample source={source} attachedAt={steps.at(-1)?.at ?? operation.startedAt} />
      )}
      {!error && phase === 'elsewhere' && (
        <p className={classes.busy} role="status">
          <Loader size={16} aria-hidden="true" />
          Another dyno goes on with it. It takes minutes; this page may be closed.
        </p>
      )}
      {phase === 'cut-off' && !error && (
        <Notice tone="warn" hint="Asked for again, it goes on where it stopped. The key was not kept.">
          It was cut off by a restart, and nobody goes on with it.
        </Notice>
      )}
      {phase === 'failed' && (
        <Notice tone="bad" hint={operation.hint && <Prose text={operation.hint} />}>
          <Prose text={operation.error ?? 'It failed.'} />
        </Notice>
      )}
      {phase === 'done' && (
        <Notice tone="good">
          {endingOf(operation)} {source && <Link href={sourceHref(source.name)}>Look at {source.name}</Link>}
        </Notice>
      )}
      {phase !== 'running' && children && <div className={page.actions}>{children}</div>}
    </>
  );
}

interface ReconnectingProps {
  kind: string;
  /** As they were told last. */
  steps?: HerokuOperation['steps'];
  error: Error;
}

/** Why nobody answers any more, while something is done. */
export function Reconnecting({ kind, steps = [], error }: ReconnectingProps) {
  if (kind === 'remove-everything') {
    const isLastStep = steps.some(({ id }) => id === 'app');
    // Any other answer is a dyno's or a router's, which would be gone with the app.
    const isGone = error instanceof ApiFailure && (error.status === 0 || error.status === 404);
    if (isLastStep && isGone) {
      return (
        <Notice tone="good" hint="You can close this page.">
          The app does not answer any more: it is deleted, and this page with it.
        </Notice>
      );
    }
    return (
      <Notice tone="warn" hint="If it stays away, it is deleted: the list of your apps at Heroku tells.">
        The app does not answer. If it comes back, the removal stopped on the way, and this page says where.
      </Notice>
    );
  }
  return (
    <p className={classes.busy} role="status">
      <Loader size={16} aria-hidden="true" />
      The app restarts. This page reconnects by itself.
    </p>
  );
}
