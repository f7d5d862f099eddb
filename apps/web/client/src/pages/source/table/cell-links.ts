import { useSearch } from 'wouter';
import type { SourceDetail, TableColumn } from '../../../api/contract.js';
import { detailViewOf } from '../views/place-panels.js';
import { keptSearch, viewHref } from '../views/source-address.js';

type Cell = string | number | null;

/** For a column whose cells name what there is a page about: where a cell leads. */
export function useCellLinks(source: SourceDetail | undefined) {
  const search = keptSearch(useSearch());
  return (column: TableColumn): ((value: Cell) => string | null) | null => {
    const view = source && detailViewOf(column.link?.parameter, source.panels);
    if (!view) return null;
    return (value) => (typeof value === 'string' && value !== '' ? viewHref(source.name, view, value, search) : null);
  };
}
