import { Skeleton } from '@mantine/core';
import card from '../../components/card.module.css';
import classes from './setup-skeleton.module.css';

const steps = ['store', 'schema', 'sources', 'collector', 'connection', 'first-sample'];

export function SetupSkeleton() {
  return (
    <div className={`${card.card} ${classes.steps}`} role="status" aria-label="Loading the state of the setup">
      {steps.map((step) => (
        <Skeleton key={step} height={40} />
      ))}
    </div>
  );
}
