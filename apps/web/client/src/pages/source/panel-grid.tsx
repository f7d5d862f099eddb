import type { SourceDetail } from '../../api/contract.js';
import { PanelCard } from './panel-card.js';
import classes from './panel-grid.module.css';
import type { RangeControl } from './use-range.js';

export function PanelGrid({ source, range }: { source: SourceDetail; range: RangeControl }) {
  return (
    <div className={classes.grid}>
      {source.panels.map((panel) => (
        <div key={panel.id} className={panel.kind === 'table' ? classes.wide : classes.cell}>
          <PanelCard source={source.name} panel={panel} range={range} hasProblems={source.problems.length > 0} />
        </div>
      ))}
    </div>
  );
}
