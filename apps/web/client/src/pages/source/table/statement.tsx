import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { CopyButton } from '../../../components/copy-button.js';
import { IconChevronRight } from '../../../components/icons.js';
import classes from './statement.module.css';

interface StatementProps {
  text: string | null;
  /** The page about it, when there is one: then its text leads there, and the chevron opens it here. */
  href: string | null;
}

/** A statement on one line, its whole text when pressed. */
export function Statement({ text, href }: StatementProps) {
  const [open, setOpen] = useState(false);
  if (text === null) {
    return <td className={classes.cell}>{href ? <Link href={href}>(text not known)</Link> : '(text not known)'}</td>;
  }
  const chevron = <IconChevronRight size={14} stroke={2} className={classes.chevron} aria-hidden="true" />;
  const code = <code className={open ? classes.whole : classes.line}>{open ? text : text.replace(/\s+/g, ' ')}</code>;
  const toggle = { 'aria-expanded': open, onClick: () => setOpen(!open) };
  return (
    <td className={classes.cell}>
      <div className={classes.row}>
        {href ? (
          <>
            <UnstyledButton className={classes.alone} aria-label="Whole text" {...toggle}>
              {chevron}
            </UnstyledButton>
            <Link href={href} className={classes.link}>
              {code}
            </Link>
          </>
        ) : (
          <UnstyledButton className={classes.toggle} {...toggle}>
            {chevron}
            {code}
          </UnstyledButton>
        )}
        {open && <CopyButton text={text} what="statement" />}
      </div>
    </td>
  );
}
