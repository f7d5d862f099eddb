import { Button, Popover } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import classes from './sources-page.module.css';

interface BulkValueProps {
  label: string;
  disabled: boolean;
  onApply: () => void;
  /** The field that the new value is entered in. */
  children: ReactNode;
}

/** A button with a small form behind it. */
export function BulkValue({ label, disabled, onApply, children }: BulkValueProps) {
  const [opened, setOpened] = useState(false);
  function apply(event: FormEvent) {
    event.preventDefault();
    setOpened(false);
    onApply();
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" disabled={disabled} onClick={() => setOpened(!opened)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.bulkForm} onSubmit={apply}>
          {children}
          <Button type="submit" size="xs">
            Apply
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
