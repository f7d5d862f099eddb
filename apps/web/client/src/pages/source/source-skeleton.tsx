import { Skeleton } from '@mantine/core';
import { PanelSkeletonGrid } from './panel-skeleton.js';
import header from './source-header.module.css';

/** The page in the shape that it will have. */
export function SourceSkeleton({ name }: { name: string }) {
  return (
    <>
      <div className={header.header} role="status" aria-label={`Loading ${name}`}>
        <h1 className={header.name}>{name}</h1>
        <Skeleton height={67} radius={8} />
      </div>
      <Skeleton height={50} radius={8} />
      <PanelSkeletonGrid />
    </>
  );
}
