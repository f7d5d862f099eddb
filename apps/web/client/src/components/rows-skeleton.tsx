import { Skeleton } from '@mantine/core';
import card from './card.module.css';
import page from './page.module.css';

const rows = ['first', 'second', 'third', 'fourth'];

/** Where a list or a form will be. @param what for those who do not see it: `the sources`. */
export function RowsSkeleton({ what }: { what: string }) {
  return (
    <div className={`${card.card} ${page.section}`} role="status" aria-label={`Loading ${what}`}>
      {rows.map((row) => (
        <Skeleton key={row} height={30} />
      ))}
    </div>
  );
}
