import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import type { AuditPage } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import list from '../../../components/list-table.module.css';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { AuditRow } from './audit-row.js';

const pageSize = 50;

/** Who changed what, the latest first. */
export function AuditSection() {
  const api = useApi();
  const [typed, setTyped] = useState({ target: '', actor: '' });
  const [filter, setFilter] = useState(typed);
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(pageSize) });
      for (const [name, value] of Object.entries({ ...filter, cursor: pageParam })) if (value) query.set(name, value);
      return api.get<AuditPage>(`/api/v1/audit?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const entries = data?.pages.flatMap((one) => one.entries) ?? [];
  const isFiltered = filter.target !== '' || filter.actor !== '';
  function apply(event: FormEvent) {
    event.preventDefault();
    setFilter({ target: typed.target.trim(), actor: typed.actor.trim() });
  }
  return (
    <>
      <form className={page.actions} style={{ alignItems: 'end' }} onSubmit={apply}>
        <TextInput
          label="What was changed"
          placeholder="SALES"
          value={typed.target}
          onChange={(event) => setTyped({ ...typed, target: event.currentTarget.value })}
        />
        <TextInput
          label="Who"
          placeholder="admin"
          value={typed.actor}
          onChange={(event) => setTyped({ ...typed, actor: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" loading={isFetching && !isFetchingNextPage}>
          Show
        </Button>
      </form>
      {error && <Failure what="The log" error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {!data && !error && <RowsSkeleton what="the log" />}
      {data && entries.length === 0 && (
        <p className={page.soft}>
          {isFiltered ? 'Nothing like that was changed.' : 'Nothing has been changed here yet.'}
        </p>
      )}
      {entries.length > 0 && (
        <table className={`${card.card} ${list.table}`}>
          <caption className={list.hidden}>Changes</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">Did</th>
              <th scope="col">To</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
      <p className={page.soft}>Entries are kept for two years, and 50,000 of them at most.</p>
      {hasNextPage && (
        <div className={page.actions}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </>
  );
}
