import type { SourceDetail } from '../../../api/contract.js';
import { PanelCard } from '../panel-card.js';
import grid from '../panel-grid.module.css';
import type { RangeControl } from '../use-range.js';
import type { Placed } from './place-panels.js';
import { placePanels } from './place-panels.js';
import type { SourceView } from './source-views.js';
import classes from './view-sections.module.css';

interface ViewSectionsProps {
  source: SourceDetail;
  view: SourceView;
  /** What a page about one thing is about. */
  item: string | null;
  range: RangeControl;
}

export function ViewSections({ source, view, item, range }: ViewSectionsProps) {
  const sections = placePanels(view, source.panels);
  const parameters = view.about && item !== null ? { [view.about]: item } : undefined;
  return sections.map(({ title, panels }) => (
    <section key={title} className={classes.section} aria-label={title}>
      {sections.length > 1 && <h2 className={classes.title}>{title}</h2>}
      <div className={grid.grid}>
        {panels.map((placed) => (
          <div
            key={placed.id}
            className={isWide(placed) ? grid.wide : `${grid.cell} ${placed === alone(panels) ? grid.odd : ''}`}
          >
            <PanelCard
              source={source}
              placed={placed}
              parameters={parameters}
              range={range}
              hasProblems={source.problems.length > 0}
            />
          </div>
        ))}
      </div>
    </section>
  ));
}

/** The last of those that stand beside each other, where it has nobody at its side. */
function alone(panels: Placed[]): Placed | undefined {
  const beside = panels.filter((placed) => !isWide(placed));
  return beside.length % 2 === 1 ? beside.at(-1) : undefined;
}

const isWide = ({ panel, wide }: Placed) => wide || panel.kind === 'table' || panel.kind === 'stat';
