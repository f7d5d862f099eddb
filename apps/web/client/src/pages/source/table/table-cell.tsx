import { Link } from 'wouter';
import type { TableColumn } from '../../../api/contract.js';
import { Moment } from '../../../components/moment.js';
import { formatValue } from '../../../format/value.js';
import { levelOf } from '../level-of.js';
import classes from './data-table.module.css';
import { Statement } from './statement.js';

interface TableCellProps {
  column: TableColumn;
  value: string | number | null;
  text: boolean;
  href: string | null;
}

export function TableCell({ column, value, text, href }: TableCellProps) {
  if (column.unit === 'time') {
    return <td className={classes.time}>{typeof value === 'number' ? <Moment at={new Date(value)} /> : '–'}</td>;
  }
  if (column.unit === 'bool') return <td className={classes.text}>{value === null ? '–' : value ? 'yes' : 'no'}</td>;
  if (!text) {
    return (
      <td className={classes.number} data-level={levelOf(value, column.thresholds)}>
        {formatValue(value as number | null, column.unit)}
      </td>
    );
  }
  if (column.name === 'query' || column.name.endsWith('_query')) {
    return <Statement text={value === null ? null : String(value)} href={href} />;
  }
  return (
    <td
      className={classes.text}
      data-short={isShort(column.name) || undefined}
      data-long={longColumns.has(column.name) || undefined}
    >
      {href ? <Link href={href}>{value}</Link> : (value ?? '–')}
    </td>
  );
}

/** Sentences and SQL. */
const longColumns = new Set(['definition', 'details', 'reason', 'recommendation', 'indexes']);

/** Names of processes and of places in a list are never broken into two lines. */
function isShort(name: string): boolean {
  return name === 'queryid' || name.endsWith('pid');
}
