import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import list from '../../../components/list-table.module.css';
import { Moment } from '../../../components/moment.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { useIsAdmin } from '../../../session/use-session.js';
import type { Kind } from '../addresses.js';
import { useRevisions } from '../queries.js';
import { useChangeDefinition } from '../use-change-definition.js';
import { definitionText } from './definition-text.js';
import { Diff } from './diff.js';

/** @param version of what is stored now, as it was read: a revert does not undo what somebody else just did. */
export function DefinitionHistory({ kind, name, version }: { kind: Kind; name: string; version: string }) {
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage } = useRevisions(kind, name);
  const revert = useChangeDefinition(kind);
  const isAdmin = useIsAdmin();
  const [openId, setOpenId] = useState<number | null>(null);
  if (error && !data) return <Failure what="The history" error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton what="the history" />;
  const revisions = data.pages.flatMap((each) => each.revisions);
  return (
    <section className={`${card.card} ${page.section}`} aria-label="History">
      <h2>History</h2>
      {revisions.length === 0 && <p className={page.soft}>It is as it was shipped; nobody has changed it here.</p>}
      <ChangeFailed error={revert.error} />
      {revisions.length > 0 && (
        <table className={list.table}>
          <caption className={list.hidden}>What it was, the latest first</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {revisions.map(({ revision, at, actor, definition }, index) => {
              const before = revisions[index + 1];
              const isOpen = openId === revision;
              return (
                <Fragment key={revision}>
                  <tr>
                    <th scope="row" className={list.tight}>
                      <Moment at={new Date(at)} />
                    </th>
                    <td data-label="Who">{actor ?? 'a release'}</td>
                    <td>
                      <div className={page.actions}>
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-expanded={isOpen}
                          onClick={() => setOpenId(isOpen ? null : revision)}
                        >
                          {isOpen ? 'Hide what changed' : 'What changed'}
                        </Button>
                        {isAdmin && index > 0 && definition && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            disabled={revert.isPending}
                            onClick={() => revert.mutate({ do: 'revert', name, revision, version })}
                          >
                            Make it this again
                          </Button>
                        )}
                        {index === 0 && <span className={page.soft}>as it is now</span>}
                        {!definition && <span className={page.soft}>deleted</span>}
                      </div>
                    </td>
                  </tr>
                  {isOpen && (
                    <tr>
                      <td colSpan={3}>
                        <Diff
                          label={`What changed at ${at}`}
                          before={definitionText(before?.definition ?? null)}
                          after={definitionText(definition)}
                        />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </section>
  );
}
