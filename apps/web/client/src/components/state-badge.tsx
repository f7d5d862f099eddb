import type { SourceState } from '../api/contract.js';
import { IconCircleCheckFilled, IconCircleDashed, IconCircleXFilled, IconPlayerPauseFilled } from './icons.js';
import classes from './state-badge.module.css';

// Shape and word besides colour: red and green look alike to many.
const looks = {
  up: { icon: IconCircleCheckFilled, label: 'Up' },
  down: { icon: IconCircleXFilled, label: 'Down' },
  unknown: { icon: IconCircleDashed, label: 'Unknown' },
  paused: { icon: IconPlayerPauseFilled, label: 'Paused' },
};

export function StateBadge({ state, iconOnly = false }: { state: SourceState; iconOnly?: boolean }) {
  const { icon: Icon, label } = looks[state];
  return (
    <span className={`${classes.badge} ${classes[state]}`} {...(iconOnly ? { role: 'img', 'aria-label': label } : {})}>
      <Icon size={16} aria-hidden="true" />
      {!iconOnly && label}
    </span>
  );
}
