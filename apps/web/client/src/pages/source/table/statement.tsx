import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../../components/copy-button.js';
import { IconChevronRight } from '../../../components/icons.js';
import classes from './statement.module.css';

/** A statement on one line, its whole text when pressed. */
export function Statement({ text }: { text: string | null }) {
  const [open, setOpen] = useState(false);
  if (text === null) return <td className={classes.cell}>(text not known)</td>;
  return (
    <td className={classes.cell}>
      <div className={classes.row}>
        <UnstyledButton className={classes.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronRight size={14} stroke={2} className={classes.chevron} aria-hidden="true" />
          <code className={open ? classes.whole : classes.line}>{open ? text : text.replace(/\s+/g, ' ')}</code>
        </UnstyledButton>
        {open && <CopyButton text={text} what="statement" />}
      </div>
    </td>
  );
}
