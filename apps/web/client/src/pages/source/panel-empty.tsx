import type { PanelInfo } from '../../api/contract.js';
import classes from './panel-empty.module.css';

interface PanelEmptyProps {
  panel: PanelInfo;
  /** The range ends now, so that data may still come. */
  live: boolean;
  /** The page names metrics that cannot be gathered. */
  hasProblems: boolean;
}

/** Nothing to show, and why that may be. */
export function PanelEmpty({ panel, live, hasProblems }: PanelEmptyProps) {
  if (panel.kind !== 'timeseries') {
    return (
      <div className={`${classes.empty} ${classes.low}`}>
        <p>Nothing to list in this range</p>
        <Reasons of={panel} />
      </div>
    );
  }
  return (
    <div className={classes.empty}>
      <p>{live ? 'No data in this range yet' : 'No data in this range'}</p>
      <p className={classes.hint}>{hintOf(live, hasProblems)}</p>
      <Reasons of={panel} />
    </div>
  );
}

const Reasons = ({ of: { emptyWhen } }: { of: PanelInfo }) =>
  emptyWhen.map((reason) => (
    <p key={reason} className={classes.hint}>
      {reason}
    </p>
  ));

function hintOf(live: boolean, hasProblems: boolean): string {
  if (!live) return 'Nothing was measured in this time.';
  if (hasProblems) return 'The notice above names what cannot be gathered just now.';
  return 'Each metric has an interval of its own, from a minute to hours; a rate shows after its second fetch.';
}
