import type { TableData } from '../../api/contract.js';

/** Whether a column holds names and texts, which go to the left, rather than figures. */
export function isTextColumn(data: TableData, index: number): boolean {
  return data.columns[index]?.unit === 'text' || data.rows.some((row) => typeof row[index] === 'string');
}
