import { useSearch } from 'wouter';
import type { SourceDetail, TableColumn, TableData } from '../../../api/contract.js';
import { detailViewOf } from '../views/place-panels.js';
import { keptSearch, viewHref } from '../views/source-address.js';

type Row = TableData['rows'][number];
type RowLink = (row: Row) => string | null;

interface CellLinks {
  /** For each column, where its cell of a row leads. */
  links: (RowLink | null)[];
  /** The column that need not be shown; -1 for none. */
  hidden: number;
}

/**
 * Where cells lead whose columns name what there is a page about. The id of a statement says nothing to a reader: where
 * its text is there as well, the text leads to the page and the id is left out.
 */
export function useCellLinks(source: SourceDetail | undefined, columns: TableColumn[]): CellLinks {
  const search = keptSearch(useSearch());
  const links = columns.map((column, index): RowLink | null => {
    const view = source && detailViewOf(column.link?.parameter, source.panels);
    if (!view) return null;
    return (row) => {
      const item = row[index];
      return typeof item === 'string' && item !== '' ? viewHref(source.name, view, item, search) : null;
    };
  });
  const id = columns.findIndex((column) => column.link?.parameter === 'queryid');
  const text = columns.findIndex((column) => column.name === 'query');
  if (!links[id] || text < 0) return { links, hidden: -1 };
  return { links: links.with(text, links[id]), hidden: id };
}
