export interface Sorting {
  column: number;
  direction: 'asc' | 'desc';
}

type Cell = string | number | null;

/** First press sorts the natural way round, the second the other way, the third brings back the server's order. */
export function toggleSorting(before: Sorting | null, column: number, natural: Sorting['direction']): Sorting | null {
  if (before?.column !== column) return { column, direction: natural };
  if (before.direction === natural) return { column, direction: natural === 'asc' ? 'desc' : 'asc' };
  return null;
}

/** Sorted copy; what was not measured comes last in both directions, equal rows keep their order. */
export function sortRows(rows: Cell[][], sorting: Sorting | null): Cell[][] {
  if (!sorting) return rows;
  const sign = sorting.direction === 'asc' ? 1 : -1;
  return [...rows].sort((one, other) => {
    const left = one[sorting.column] ?? null;
    const right = other[sorting.column] ?? null;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right), 'en', { numeric: true });
  });
}
