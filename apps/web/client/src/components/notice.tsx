import type { ReactNode } from 'react';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from './icons.js';
import classes from './notice.module.css';

const icons = { good: IconCircleCheck, warn: IconAlertTriangle, bad: IconAlertCircle };

/** Something that wants attention, or went well, with its hint below. */
export function Notice({ tone, hint, children }: { tone: keyof typeof icons; hint?: ReactNode; children: ReactNode }) {
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
