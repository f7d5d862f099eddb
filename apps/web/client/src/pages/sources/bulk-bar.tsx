import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { BulkValue } from './bulk-value.js';
import { usePresets } from './queries.js';
import classes from './sources-page.module.css';
import type { BulkChange } from './use-change-sources.js';

interface BulkBarProps {
  names: string[];
  groups: string[];
  isPending: boolean;
  onChange: (change: BulkChange) => void;
  onClear: () => void;
}

/** What can be done with the selected sources. */
export function BulkBar({ names, groups, isPending, onChange, onClear }: BulkBarProps) {
  const presets = usePresets().data?.map(({ name }) => name) ?? [];
  const [preset, setPreset] = useState('');
  const [group, setGroup] = useState('');
  const chosenPreset = preset || presets[0];
  const chosenGroup = group.trim() || null;
  return (
    <section className={classes.bulk} aria-label="Selected sources">
      <span className={classes.bulkCount}>{names.length} selected</span>
      <Button
        size="xs"
        variant="default"
        disabled={isPending}
        onClick={() => onChange({ names, settings: { isEnabled: true }, done: 'switched on' })}
      >
        Enable
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={isPending}
        onClick={() => onChange({ names, settings: { isEnabled: false }, done: 'switched off' })}
      >
        Disable
      </Button>
      <BulkValue
        label="Set preset"
        disabled={isPending || !chosenPreset}
        onApply={() =>
          chosenPreset && onChange({ names, settings: { preset: chosenPreset }, done: `set to ${chosenPreset}` })
        }
      >
        <NativeSelect
          label="Preset"
          data={presets}
          value={chosenPreset ?? ''}
          onChange={(event) => setPreset(event.currentTarget.value)}
        />
      </BulkValue>
      <BulkValue
        label="Set group"
        disabled={isPending}
        onApply={() =>
          onChange({
            names,
            settings: { group: chosenGroup },
            done: chosenGroup ? `put into ${chosenGroup}` : 'taken out of their group',
          })
        }
      >
        <TextInput
          label="Group"
          description="Empty for none."
          maxLength={80}
          list="groups"
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
        <datalist id="groups">
          {groups.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </BulkValue>
      <Button size="xs" variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
    </section>
  );
}
