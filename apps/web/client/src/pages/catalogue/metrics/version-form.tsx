import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import page from '../../../components/page.module.css';

interface VersionFormProps {
  taken: number[];
  onAdd: (major: number) => void;
}

/** Adds SQL for a newer or older PostgreSQL; it begins as what that version runs now. */
export function VersionForm({ taken, onAdd }: VersionFormProps) {
  const [text, setText] = useState('');
  const major = Number(text);
  const isValid = Number.isInteger(major) && major >= 1 && major <= 99 && !taken.includes(major);
  function add() {
    if (!isValid) return;
    onAdd(major);
    setText('');
  }
  function addOnEnter(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    // It stands within the form of the metric, which would be saved.
    event.preventDefault();
    add();
  }
  return (
    <div className={page.actions}>
      <TextInput
        aria-label="Major version of PostgreSQL"
        placeholder="Major"
        size="xs"
        w={76}
        inputMode="numeric"
        value={text}
        error={text !== '' && taken.includes(major) ? 'There is one' : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={addOnEnter}
      />
      <Button size="compact-sm" variant="default" disabled={!isValid} onClick={add}>
        Add SQL for it
      </Button>
    </div>
  );
}
