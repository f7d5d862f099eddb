import classes from './catalogue.module.css';

/** Whether a release brought it, or somebody made or changed it here. */
export function OriginBadge({ origin }: { origin: 'shipped' | 'user' }) {
  if (origin === 'shipped') return <span className={classes.shipped}>shipped</span>;
  return (
    <span className={classes.own} title="Made or changed here: releases leave it alone">
      yours
    </span>
  );
}
