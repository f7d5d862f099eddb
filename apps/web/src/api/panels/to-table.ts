import type { PanelColumn } from '@pgwatch-heroku/grafana';
import type { TableData } from '../types.js';

/** Rows of a table panel in the order of its columns; 64-bit integers, which arrive as text, become numbers. */
export function toTable(columns: PanelColumn[], rows: Record<string, unknown>[]): TableData {
  return {
    kind: 'table',
    columns,
    rows: rows.map((row) => columns.map(({ name, unit }) => toCell(row[name], unit))),
  };
}

function toCell(value: unknown, unit: string): string | number | null {
  if (value === null || value === undefined) return null;
  if (unit === 'text') return String(value);
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
