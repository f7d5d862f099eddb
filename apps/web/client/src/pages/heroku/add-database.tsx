import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HerokuDatabase } from '../../api/contract.js';
import classes from './heroku.module.css';
import { isName } from './suggest-name.js';

interface AddDatabaseProps {
  database: HerokuDatabase;
  suggestion: string;
  isPending: boolean;
  onAdd: (wish: { addon: string; name: string }) => void;
}

/** One click; the name may be another first. */
export function AddDatabase({ database: { addon }, suggestion, isPending, onAdd }: AddDatabaseProps) {
  const [name, setName] = useState(suggestion);
  const isWrong = !isName(name);
  function add(event: FormEvent) {
    event.preventDefault();
    if (!isWrong) onAdd({ addon, name });
  }
  return (
    <form className={classes.name} onSubmit={add}>
      <TextInput
        aria-label={`Name of ${addon} here`}
        size="xs"
        autoComplete="off"
        spellCheck={false}
        maxLength={50}
        value={name}
        error={isWrong && 'Capitals, digits and _, a letter first.'}
        onChange={(event) => setName(event.currentTarget.value.toUpperCase())}
      />
      <Button type="submit" size="xs" disabled={isWrong || isPending} aria-label={`Add ${addon} as ${name}`}>
        Add
      </Button>
    </form>
  );
}
