import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '../../../components/icons.js';
import classes from './rows.module.css';
import { newRowId, type TagRow } from './source-form-values.js';

interface TagRowsProps {
  rows: TagRow[];
  error: string | undefined;
  disabled: boolean;
  onChange: (rows: TagRow[]) => void;
}

export function TagRows({ rows, error, disabled, onChange }: TagRowsProps) {
  const set = (id: number, changes: Partial<TagRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...changes } : row)));
  return (
    <fieldset className={classes.rows} disabled={disabled}>
      <legend>Tags</legend>
      {rows.map(({ id, key, value }, index) => (
        <div key={id} className={classes.row}>
          <TextInput
            aria-label={`Name of tag ${index + 1}`}
            placeholder="team"
            maxLength={63}
            value={key}
            onChange={(event) => set(id, { key: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`Value of tag ${index + 1}`}
            placeholder="billing"
            maxLength={255}
            value={value}
            onChange={(event) => set(id, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove tag ${key || index + 1}`}
            onClick={() => onChange(rows.filter((row) => row.id !== id))}
          >
            <IconTrash size={17} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      <Button
        size="xs"
        variant="default"
        className={classes.add}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange([...rows, { id: newRowId(), key: '', value: '' }])}
      >
        Add tag
      </Button>
    </fieldset>
  );
}
