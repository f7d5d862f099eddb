import type { TableColumn, TableData } from '../../../api/contract.js';
import { Moment } from '../../../components/moment.js';
import { formatValue } from '../../../format/value.js';
import { levelOf } from '../level-of.js';
import classes from './stat-figures.module.css';

/** One row of figures, each with its name; a bad one is told by its colour and in a word. */
export function StatFigures({ data }: { data: TableData }) {
  const row = data.rows[0] ?? [];
  return (
    <dl className={classes.figures}>
      {data.columns.map((column, index) => {
        const value = row[index] ?? null;
        const level = levelOf(value, column.thresholds);
        return (
          <div key={column.name} className={classes.figure} data-level={level}>
            <dt>{column.title}</dt>
            <dd>
              <Figure column={column} value={value} />
              {level === 'warning' && <small>look at it</small>}
              {level === 'critical' && <small>critical</small>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Figure({ column, value }: { column: TableColumn; value: string | number | null }) {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (column.unit === 'time') return <Moment at={new Date(value)} />;
  if (column.unit === 'bool') return value ? 'yes' : 'no';
  return formatValue(value, column.unit);
}
