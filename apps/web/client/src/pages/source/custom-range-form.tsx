import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { absoluteRange, type Range, rangeOf } from '../../range/range.js';
import classes from './custom-range-form.module.css';
import { fromInputValue, toInputValue } from './input-value.js';

interface CustomRangeFormProps {
  from: Date;
  to: Date;
  onApply: (range: Range) => void;
}

export function CustomRangeForm({ from, to, onApply }: CustomRangeFormProps) {
  const [start, setStart] = useState(() => toInputValue(from));
  const [end, setEnd] = useState(() => toInputValue(to));
  const [error, setError] = useState<string | null>(null);

  function apply(event: FormEvent) {
    event.preventDefault();
    const fromMs = fromInputValue(start);
    const toMs = fromInputValue(end);
    if (fromMs === null || toMs === null) return setError('Enter both times.');
    if (fromMs >= toMs) return setError('The end has to be after the start.');
    const range = absoluteRange(fromMs / 1000, toMs / 1000);
    if (!rangeOf(range.from, range.to)) return setError('At most 400 days can be shown at once.');
    onApply(range);
  }

  return (
    <form className={classes.form} onSubmit={apply}>
      <TextInput
        type="datetime-local"
        label="From"
        size="xs"
        step={1}
        value={start}
        onChange={(event) => setStart(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        type="datetime-local"
        label="To"
        size="xs"
        step={1}
        value={end}
        onChange={(event) => setEnd(event.currentTarget.value)}
        error={error}
      />
      <p className={classes.zone}>Times are in your zone, {Intl.DateTimeFormat().resolvedOptions().timeZone}.</p>
      <Button type="submit" size="xs">
        Show
      </Button>
    </form>
  );
}
