import { Button } from '@mantine/core';
import { useSettings } from '../../../api/queries.js';
import { IconChartLine } from '../../../components/icons.js';
import type { RangeControl } from '../use-range.js';
import type { SourceView } from '../views/source-views.js';
import { grafanaHref } from './grafana-href.js';

interface GrafanaLinkProps {
  source: string;
  view: SourceView;
  item: string | null;
  range: RangeControl;
}

/** To the dashboard of this page; only where there is a Grafana, and for those whom it lets in. */
export function GrafanaLink({ source, view, item, range }: GrafanaLinkProps) {
  const grafana = useSettings().data?.grafana;
  if (!grafana?.mayOpen || grafana.state === 'off') return null;
  const isStarting = grafana.state === 'starting';
  return (
    <Button
      component="a"
      href={grafanaHref({ source, view, item, range: range.current })}
      size="sm"
      variant="default"
      leftSection={<IconChartLine size={15} stroke={1.75} aria-hidden="true" />}
      title="The dashboard with the same database and range"
    >
      {isStarting ? 'Grafana is starting' : 'Grafana'}
    </Button>
  );
}
