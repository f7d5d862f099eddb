import type { TableData } from '../../../api/contract.js';

type Cell = string | number | null;

/** Rows by the names of their columns. */
export function namedRows({ columns, rows }: TableData): Record<string, Cell>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
}

export const textOf = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined || cell === '' ? null : String(cell);
