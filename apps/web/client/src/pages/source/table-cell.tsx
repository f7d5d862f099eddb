import type { TableColumn } from '../../api/contract.js';
import { formatValue } from '../../format/value.js';
import classes from './data-table.module.css';
import { Statement } from './statement.js';

interface TableCellProps {
  column: TableColumn;
  value: string | number | null;
  text: boolean;
}

export function TableCell({ column, value, text }: TableCellProps) {
  if (!text) return <td className={classes.number}>{formatValue(value as number | null, column.unit)}</td>;
  if (column.name === 'query') return <Statement text={value === null ? null : String(value)} />;
  return <td className={classes.text}>{value ?? '–'}</td>;
}
