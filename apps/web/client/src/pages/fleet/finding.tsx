import type { SourceSummary } from '../../api/contract.js';
import { IconAlertCircle, IconAlertTriangle } from '../../components/icons.js';
import { Prose } from '../../components/prose.js';
import classes from './finding.module.css';

const icons = { error: IconAlertCircle, warning: IconAlertTriangle };

/** The worst that is known to be wrong with a source, on two lines; nothing where all is well. */
export function Finding({ finding }: { finding: SourceSummary['finding'] }) {
  if (!finding) return null;
  const Icon = icons[finding.level];
  return (
    <span className={`${classes.finding} ${classes[finding.level]}`} title={finding.text}>
      <Icon size={15} stroke={1.9} role="img" aria-label={finding.level} />
      <span className={classes.text}>
        <Prose text={finding.text} />
      </span>
    </span>
  );
}
