import { resolveTime } from '../../../range/range.js';
import type { RangeControl } from '../use-range.js';
import type { SourceView } from '../views/source-views.js';

interface Place {
  source: string;
  view: Pick<SourceView, 'dashboard' | 'about'>;
  item: string | null;
  range: Pick<RangeControl['current'], 'from' | 'to'>;
}

/** The dashboard that answers what a page does, about the same source and with the same range. */
export function grafanaHref({ source, view, item, range }: Place): string {
  const parameters = new URLSearchParams({
    'var-source': source,
    ...(view.about && item !== null ? { [`var-${view.about}`]: item } : {}),
    from: grafanaTime(range.from),
    to: grafanaTime(range.to),
  });
  return `/grafana/d/${view.dashboard}?${parameters}`;
}

/** Its relative times are ours; a moment is milliseconds since the epoch there. */
function grafanaTime(text: string): string {
  return text.startsWith('now') ? text : String(resolveTime(text, 0));
}
