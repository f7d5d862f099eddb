import { NativeSelect, TextInput } from '@mantine/core';
import type { SourceState } from '../../api/contract.js';
import { IconSearch } from '../../components/icons.js';
import type { SourceFilter } from './filter-sources.js';
import classes from './sources-page.module.css';

const states = [
  { value: '', label: 'Any state' },
  { value: 'up', label: 'Up' },
  { value: 'down', label: 'Down' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'paused', label: 'Paused' },
];
const anyGroup = 'any';
const noGroup = 'none';
const named = 'group:';

interface SourcesFilterProps {
  filter: SourceFilter;
  groups: string[];
  onChange: (filter: SourceFilter) => void;
}

export function SourcesFilter({ filter, groups, onChange }: SourcesFilterProps) {
  const group = filter.group === undefined ? anyGroup : filter.group === null ? noGroup : named + filter.group;
  return (
    <div className={classes.filter}>
      <TextInput
        className={classes.search}
        aria-label="Search sources"
        placeholder="Name, group, preset, tag=value"
        type="search"
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label="State"
        data={states}
        value={filter.state}
        onChange={(event) => onChange({ ...filter, state: event.currentTarget.value as SourceState | '' })}
      />
      {groups.length > 0 && (
        <NativeSelect
          aria-label="Group"
          data={[
            { value: anyGroup, label: 'Any group' },
            { value: noGroup, label: 'No group' },
            ...groups.map((name) => ({ value: named + name, label: name })),
          ]}
          value={group}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const chosen = value === anyGroup ? undefined : value === noGroup ? null : value.slice(named.length);
            onChange({ ...filter, group: chosen });
          }}
        />
      )}
    </div>
  );
}
