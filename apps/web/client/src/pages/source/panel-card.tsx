import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { SourceDetail } from '../../api/contract.js';
import { usePanel } from '../../api/queries.js';
import card from '../../components/card.module.css';
import { rangeBefore } from '../../range/range.js';
import { PanelBody } from './panel-body.js';
import classes from './panel-card.module.css';
import { PanelTitle } from './panel-title.js';
import type { RangeControl } from './use-range.js';
import { useSeen } from './use-seen.js';
import type { Placed } from './views/place-panels.js';

export interface PanelCardProps {
  source: SourceDetail;
  placed: Placed;
  /** What a panel about one thing is about. */
  parameters: Record<string, string> | undefined;
  range: RangeControl;
  hasProblems: boolean;
}

/** Between two keys of a word. */
const typingMs = 300;

/** One panel: it asks for its figures once it is about to be seen. */
export function PanelCard(props: PanelCardProps) {
  const { source, placed, parameters, range } = props;
  const { panel } = placed;
  const { ref, seen } = useSeen();
  const [asTable, setAsTable] = useState(false);
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, typingMs);
  const isChart = panel.kind === 'timeseries';
  const refreshMs = range.current.live ? range.refresh.ms : false;
  const about = asked === '' ? parameters : { ...parameters, search: asked };
  const common = { source: source.name, panelId: panel.id, ...(about ? { parameters: about } : {}), refreshMs };
  const { from, to } = range.current;
  const query = usePanel({ ...common, from, to, enabled: seen });
  const earlier = rangeBefore(range.current);
  const before = usePanel({
    ...common,
    from: earlier.from,
    to: earlier.to,
    enabled: seen && isChart && range.compares,
  });
  return (
    <section
      ref={ref}
      className={`${card.card} ${classes.panel}`}
      aria-label={panel.title}
      aria-busy={query.isFetching && !query.data}
      data-panel={panel.id}
    >
      <PanelTitle
        panel={panel}
        error={query.data ? query.error : null}
        asTable={isChart ? asTable : null}
        onToggle={() => setAsTable(!asTable)}
      />
      <div className={classes.body} data-outdated={query.isPlaceholderData || undefined}>
        <PanelBody
          {...props}
          query={query}
          before={range.compares ? before.data : undefined}
          asTable={asTable}
          isSearched={asked !== ''}
          onSearch={panel.searchable ? setSearch : undefined}
        />
      </div>
    </section>
  );
}
