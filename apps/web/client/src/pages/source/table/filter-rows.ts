import type { TableData } from '../../../api/contract.js';

/** Rows in one of whose texts each of the words stands, in any case. */
export function filterRows(rows: TableData['rows'], text: string): TableData['rows'] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const texts = row.filter((cell) => typeof cell === 'string').map((cell) => cell.toLowerCase());
    return words.every((word) => texts.some((cell) => cell.includes(word)));
  });
}
