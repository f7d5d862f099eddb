import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { searchText } from '../../../range/range.js';
import type { Sorting } from './sort-rows.js';

type SetSorting = (change: (before: Sorting | null) => Sorting | null) => void;

/**
 * How a table is sorted. With a key it stands in the address bar, as `sort=key.column.direction`, so that it survives a
 * reload and can be sent to a colleague; one table of a page at a time.
 */
export function useSorting(key: string | undefined, columns: { name: string }[]): [Sorting | null, SetSorting] {
  const [own, setOwn] = useState<Sorting | null>(null);
  const search = useSearch();
  const [, navigate] = useLocation();
  if (key === undefined) return [own, setOwn];
  const current = parse(search, key, columns);
  return [
    current,
    (change) => {
      const next = change(current);
      const parameters = new URLSearchParams(search);
      const column = next && columns[next.column];
      if (column) parameters.set('sort', [key, column.name, next.direction].join('.'));
      else parameters.delete('sort');
      navigate(location.pathname + searchText(parameters), { replace: true, state: history.state });
    },
  ];
}

function parse(search: string, key: string, columns: { name: string }[]): Sorting | null {
  const [table, name, direction] = (new URLSearchParams(search).get('sort') ?? '').split('.');
  const column = columns.findIndex((candidate) => candidate.name === name);
  if (table !== key || column < 0 || (direction !== 'asc' && direction !== 'desc')) return null;
  return { column, direction };
}
