import { useMemo, useState } from 'react';
import type { TableData } from '../../api/contract.js';
import { isTextColumn } from './column-kind.js';
import classes from './data-table.module.css';
import { rowKeys } from './row-keys.js';
import { SortHeader } from './sort-header.js';
import { type Sorting, sortRows, toggleSorting } from './sort-rows.js';
import { TableCell } from './table-cell.js';

/** A sortable table; it comes in the order of the server, which puts the most important rows first. */
export function DataTable({ data, title }: { data: TableData; title: string }) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(() => sortRows(data.rows, sorting), [data.rows, sorting]);
  const textColumns = useMemo(() => data.columns.map((_, index) => isTextColumn(data, index)), [data]);
  const keys = useMemo(() => rowKeys(rows, textColumns), [rows, textColumns]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={classes.scroll} aria-label={`Table: ${title}`} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {data.columns.map((column, index) => (
              <SortHeader
                key={column.name}
                title={column.title}
                numeric={!textColumns[index]}
                direction={sorting?.column === index ? sorting.direction : null}
                onSort={() => setSorting((before) => toggleSorting(before, index, textColumns[index] ? 'asc' : 'desc'))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={keys[place]}>
              {data.columns.map((column, index) => (
                <TableCell
                  key={column.name}
                  column={column}
                  value={row[index] ?? null}
                  text={textColumns[index] ?? false}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
