import { Skeleton } from '@mantine/core';
import type { PanelInfo } from '../../api/contract.js';
import { chartHeight } from '../../charts/time-chart.js';
import card from '../../components/card.module.css';
import grid from './panel-grid.module.css';
import classes from './panel-skeleton.module.css';

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** In the shape that the panel will have. */
export function PanelSkeleton({ kind = 'timeseries' }: { kind?: PanelInfo['kind'] }) {
  if (kind === 'stat') return <Skeleton height={48} className={classes.stat} />;
  if (kind !== 'timeseries') {
    return (
      <div className={classes.skeleton}>
        {places.map((place) => (
          <Skeleton key={place} height={16} />
        ))}
      </div>
    );
  }
  return (
    <div className={classes.skeleton}>
      <Skeleton height={chartHeight - 20} />
      <Skeleton height={12} width="60%" />
      <Skeleton height={12} width="40%" />
    </div>
  );
}

export function PanelSkeletonGrid() {
  return (
    <div className={grid.grid}>
      {places.map((place) => (
        <div key={place} className={card.card}>
          <PanelSkeleton />
        </div>
      ))}
    </div>
  );
}
