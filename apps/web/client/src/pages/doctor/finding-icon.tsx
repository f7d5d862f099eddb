import { Loader } from '@mantine/core';
import type { DoctorFinding } from '../../api/contract.js';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleXFilled,
} from '../../components/icons.js';
import classes from './finding-icon.module.css';

export const stateLabels: Record<DoctorFinding['state'], string> = {
  ok: 'Ok',
  warning: 'Warning',
  error: 'Error',
  'not-available': 'Not available',
  checking: 'Checking',
};

const icons = {
  ok: IconCircleCheckFilled,
  warning: IconAlertTriangleFilled,
  error: IconCircleXFilled,
  'not-available': IconCircleMinus,
};

/** A shape of its own for each state, besides its colour; the word stands beside it. */
export function FindingIcon({ state }: { state: DoctorFinding['state'] }) {
  if (state === 'checking') return <Loader size={16} aria-hidden="true" />;
  const Icon = icons[state];
  return <Icon size={20} className={classes[state]} aria-hidden="true" />;
}
