import { Skeleton } from '@mantine/core';
import card from '../../components/card.module.css';
import classes from './fleet-skeleton.module.css';

const rows = ['first', 'second', 'third'];

export function FleetSkeleton() {
  return (
    <div className={`${card.card} ${classes.rows}`} role="status" aria-label="Loading the fleet">
      {rows.map((row) => (
        <Skeleton key={row} height={34} />
      ))}
    </div>
  );
}
