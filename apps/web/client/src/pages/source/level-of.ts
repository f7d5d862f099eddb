import type { TableColumn } from '../../api/contract.js';

/** How bad a figure is, when its column says from where on. */
export function levelOf(
  value: string | number | null,
  thresholds: TableColumn['thresholds'],
): 'good' | 'warning' | 'critical' | undefined {
  if (typeof value !== 'number' || !thresholds) return undefined;
  return thresholds.filter(([from]) => from === null || value >= from).at(-1)?.[1];
}
