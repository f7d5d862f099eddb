import { Skeleton } from '@mantine/core';
import card from '../../components/card.module.css';
import classes from './doctor-page.module.css';

const rows = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

export function DoctorSkeleton() {
  return (
    <div className={`${card.card} ${classes.skeleton}`} role="status" aria-label="Loading what was found">
      {rows.map((row) => (
        <Skeleton key={row} height={38} />
      ))}
    </div>
  );
}
