import classes from './panel-empty.module.css';

export function PanelEmpty() {
  return (
    <div className={classes.empty}>
      <p>No data in this range yet</p>
      <p className={classes.hint}>The first samples of a new database arrive within a minute.</p>
    </div>
  );
}
