import type { PanelInfo } from '../../api/contract.js';
import { PanelCard } from './panel-card.js';
import classes from './panel-grid.module.css';
import type { RangeControl } from './use-range.js';

export function PanelGrid({ source, panels, range }: { source: string; panels: PanelInfo[]; range: RangeControl }) {
  return (
    <div className={classes.grid}>
      {panels.map((panel) => (
        <div key={panel.id} className={panel.kind === 'table' ? classes.wide : classes.cell}>
          <PanelCard source={source} panel={panel} range={range} />
        </div>
      ))}
    </div>
  );
}
