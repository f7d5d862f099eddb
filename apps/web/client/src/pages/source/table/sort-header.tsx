import { IconArrowDown, IconArrowUp } from '../../../components/icons.js';
import classes from './data-table.module.css';
import type { Sorting } from './sort-rows.js';

interface SortHeaderProps {
  title: string;
  numeric: boolean;
  direction: Sorting['direction'] | null;
  onSort: () => void;
}

export function SortHeader({ title, numeric, direction, onSort }: SortHeaderProps) {
  const Icon = direction === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={numeric ? classes.number : undefined}
      data-numeric={numeric || undefined}
      aria-sort={direction === null ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" className={classes.sort} onClick={onSort}>
        {title}
        <Icon size={13} stroke={2} className={direction ? classes.sorted : classes.unsorted} aria-hidden="true" />
      </button>
    </th>
  );
}
