import classes from './panel-empty.module.css';

interface PanelEmptyProps {
  /** The range ends now, so that data may still come. */
  live: boolean;
  /** The page names metrics that cannot be gathered. */
  hasProblems: boolean;
}

export function PanelEmpty({ live, hasProblems }: PanelEmptyProps) {
  return (
    <div className={classes.empty}>
      <p>{live ? 'No data in this range yet' : 'No data in this range'}</p>
      <p className={classes.hint}>{hintOf(live, hasProblems)}</p>
    </div>
  );
}

function hintOf(live: boolean, hasProblems: boolean): string {
  if (!live) return 'Nothing was measured in this time.';
  if (hasProblems) return 'The notice above names what cannot be gathered just now.';
  return 'Each metric has an interval of its own, from a minute to hours; a rate shows after its second fetch.';
}
