import { TextInput } from '@mantine/core';
import { IconSearch } from '../../../components/icons.js';
import classes from './table-filter.module.css';

interface TableFilterProps {
  title: string;
  value: string;
  onChange: (value: string) => void;
  found: number;
  of: number;
}

export function TableFilter({ title, value, onChange, found, of }: TableFilterProps) {
  return (
    <div className={classes.filter}>
      <TextInput
        size="xs"
        type="search"
        className={classes.field}
        aria-label={`Search in ${title}`}
        placeholder="Search"
        leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <span role="status" className={classes.found}>
        {value.trim() && `${found} of ${of}`}
      </span>
    </div>
  );
}
