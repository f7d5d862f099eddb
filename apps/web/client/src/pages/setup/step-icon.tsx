import { Loader } from '@mantine/core';
import type { StepState } from '../../api/contract.js';
import {
  IconAlertTriangleFilled,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleXFilled,
} from '../../components/icons.js';
import classes from './setup-steps.module.css';

const icons = {
  waiting: { icon: IconCircle, label: 'Waiting' },
  done: { icon: IconCircleCheckFilled, label: 'Done' },
  warning: { icon: IconAlertTriangleFilled, label: 'Warning' },
  failed: { icon: IconCircleXFilled, label: 'Failed' },
};

export function StepIcon({ state }: { state: StepState }) {
  if (state === 'running') {
    return <Loader size={18} role="img" aria-label="Running" />;
  }
  const { icon: Icon, label } = icons[state];
  return <Icon size={22} role="img" aria-label={label} className={classes[state]} />;
}
