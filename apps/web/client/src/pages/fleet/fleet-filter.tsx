import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import { IconSearch } from '../../components/icons.js';
import classes from './fleet-filter.module.css';
import { noGroup } from './fleet-view.js';
import type { useFleetView } from './use-fleet-view.js';

const states = [
  { value: '', label: 'Any state' },
  { value: 'attention', label: 'Needs attention' },
  { value: 'up', label: 'Up' },
  { value: 'down', label: 'Down' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'paused', label: 'Paused' },
];

interface FleetFilterProps {
  control: ReturnType<typeof useFleetView>;
  groups: (string | null)[];
}

export function FleetFilter({ control, groups }: FleetFilterProps) {
  const { view } = control;
  const search = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => search.current?.focus()]]);
  const hasGroups = groups.some((name) => name !== null);
  return (
    <search className={classes.filter}>
      <TextInput
        ref={search}
        className={classes.search}
        aria-label="Search the fleet"
        placeholder="Name, group, role, tag=value"
        type="search"
        aria-keyshortcuts="/"
        rightSection={view.text === '' && <kbd className={classes.key}>/</kbd>}
        rightSectionPointerEvents="none"
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
        value={view.text}
        onChange={(event) => control.setText(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="State"
        data={states}
        value={view.state}
        onChange={(event) => control.setState(event.currentTarget.value)}
      />
      {hasGroups && (
        <>
          <NativeSelect
            aria-label="Group"
            data={[
              { value: '', label: 'Any group' },
              ...groups.map((name) => ({ value: name ?? noGroup, label: name ?? 'No group' })),
            ]}
            value={view.group}
            onChange={(event) => control.setGroup(event.currentTarget.value)}
          />
          <Checkbox
            label="By group"
            checked={view.isGrouped}
            onChange={(event) => control.setGrouped(event.currentTarget.checked)}
          />
        </>
      )}
    </search>
  );
}
