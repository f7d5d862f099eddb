import type { TableData } from '../../../api/contract.js';

const namingUnits = ['text', 'time', 'bool'];

/** Whether a column holds names, texts and moments, which go to the left, rather than figures. */
export function isTextColumn(data: TableData, index: number): boolean {
  return (
    namingUnits.includes(data.columns[index]?.unit ?? '') || data.rows.some((row) => typeof row[index] === 'string')
  );
}
