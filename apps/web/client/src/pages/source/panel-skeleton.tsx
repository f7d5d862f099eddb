import { Skeleton } from '@mantine/core';
import { chartHeight } from '../../charts/time-chart.js';
import card from '../../components/card.module.css';
import grid from './panel-grid.module.css';
import classes from './panel-skeleton.module.css';

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

export function PanelSkeleton() {
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
