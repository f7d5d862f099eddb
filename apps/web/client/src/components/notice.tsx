import type { ReactNode } from 'react';
import { IconAlertCircle, IconAlertTriangle } from './icons.js';
import classes from './notice.module.css';

const icons = { warn: IconAlertTriangle, bad: IconAlertCircle };

/** Something that wants attention, with its hint below. */
export function Notice({ tone, hint, children }: { tone: 'warn' | 'bad'; hint?: ReactNode; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div className={`${classes.notice} ${classes[tone]}`} role="status">
      <Icon size={18} stroke={1.9} className={classes.icon} aria-hidden="true" />
      <div className={classes.text}>
        <div>{children}</div>
        {hint && <div className={classes.hint}>{hint}</div>}
      </div>
    </div>
  );
}
