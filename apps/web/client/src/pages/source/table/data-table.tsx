import { useDeferredValue, useMemo, useState } from 'react';
import type { SourceDetail, TableData } from '../../../api/contract.js';
import { useCellLinks } from './cell-links.js';
import { isTextColumn } from './column-kind.js';
import classes from './data-table.module.css';
import { filterRows, longestWord } from './filter-rows.js';
import { MoreRows } from './more-rows.js';
import { rowKeys } from './row-keys.js';
import { SortHeader } from './sort-header.js';
import { sortRows, toggleSorting } from './sort-rows.js';
import { TableCell } from './table-cell.js';
import { TableFilter } from './table-filter.js';
import { useSorting } from './use-sorting.js';

interface DataTableProps {
  data: TableData;
  title: string;
  /** Name of the table in the address bar, where its order is kept. */
  sortKey?: string;
  /** Whose pages cells lead to. */
  source?: SourceDetail;
  rowsAtFirst?: number | undefined;
  /** Told what is searched for, where the server can look in more than the rows that it gave. */
  onSearch?: ((text: string) => void) | undefined;
}

// Rows of a page: a table of thousands would take a browser seconds to lay out.
const pageRows = 50;
// So many rows are found by eye.
const filterFrom = 15;

/** A sortable table; it comes in the order of the server, which puts the most important rows first. */
export function DataTable({ data, title, sortKey, source, rowsAtFirst = pageRows, onSearch }: DataTableProps) {
  const [sorting, setSorting] = useSorting(sortKey, data.columns);
  const [filter, setFilter] = useState('');
  const [limit, setLimit] = useState(rowsAtFirst);
  const wanted = useDeferredValue(filter);
  const textColumns = useMemo(() => data.columns.map((_, index) => isTextColumn(data, index)), [data]);
  const hasTexts = data.rows.some((row) => row.some((cell) => typeof cell === 'string'));
  const found = useMemo(() => filterRows(data.rows, wanted), [data.rows, wanted]);
  const sorted = useMemo(() => sortRows(found, sorting), [found, sorting]);
  const rows = sorted.slice(0, limit);
  const keys = useMemo(() => rowKeys(sorted, textColumns), [sorted, textColumns]);
  const { links, hidden } = useCellLinks(source, data.columns);
  return (
    <>
      {(filter !== '' || (data.rows.length > filterFrom && hasTexts)) && (
        <TableFilter
          title={title}
          value={filter}
          onChange={(text) => {
            setFilter(text);
            onSearch?.(longestWord(text));
          }}
          found={found.length}
          of={data.rows.length}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className={classes.scroll} aria-label={`Table: ${title}`} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              {data.columns.map((column, index) =>
                index === hidden ? null : (
                  <SortHeader
                    key={column.name}
                    title={column.title}
                    numeric={!textColumns[index]}
                    direction={sorting?.column === index ? sorting.direction : null}
                    onSort={() =>
                      setSorting((before) =>
                        toggleSorting(before, index, textColumns[index] && column.unit !== 'time' ? 'asc' : 'desc'),
                      )
                    }
                  />
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={keys[place]}>
                {data.columns.map((column, index) =>
                  index === hidden ? null : (
                    <TableCell
                      key={column.name}
                      column={column}
                      value={row[index] ?? null}
                      text={textColumns[index] ?? false}
                      href={links[index]?.(row) ?? null}
                    />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <MoreRows shown={rows.length} of={found.length} step={pageRows} onMore={(more) => setLimit(limit + more)} />
    </>
  );
}
