import type { TableData } from '../../../api/contract.js';

/**
 * Names tell rows apart: figures change with every refresh, and a row that was opened has to stay open. Rows with the
 * same names (one statement run by two users) are numbered.
 */
export function rowKeys(rows: TableData['rows'], textColumns: boolean[]): string[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const key = JSON.stringify(row.filter((_, index) => textColumns[index]));
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return `${key} ${count}`;
  });
}
