import { useDocumentTitle } from '@mantine/hooks';
import { useLocation } from 'wouter';
import { ApiFailure } from '../../api/api-failure.js';
import type { SourceDetail } from '../../api/contract.js';
import { useSource } from '../../api/queries.js';
import { CrashGuard } from '../../components/crash-guard.js';
import { doctorPath } from '../../components/source-href.js';
import { StaleNotice } from '../../components/stale-notice.js';
import { SourceDoctor } from '../doctor/source-doctor.js';
import { GrafanaLink } from './grafana/grafana-link.js';
import { GrafanaNotices } from './grafana/grafana-notices.js';
import { Problems } from './problems.js';
import { RangePicker } from './range-picker.js';
import { SourceHeader } from './source-header.js';
import classes from './source-page.module.css';
import { SourceSkeleton } from './source-skeleton.js';
import { UnknownSource } from './unknown-source.js';
import { useRange } from './use-range.js';
import { DetailHeading } from './views/detail-heading.js';
import { parseSourceAddress } from './views/source-address.js';
import { detailViews, sourceViews } from './views/source-views.js';
import { UnknownView } from './views/unknown-view.js';
import { ViewSections } from './views/view-sections.js';
import { ViewTabs } from './views/view-tabs.js';

export function SourcePage({ name }: { name: string }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useSource(name);
  // Asked so that a change of the path is seen; read below as the browser has it.
  useLocation();
  const { view: path, item } = parseSourceAddress(location.pathname);
  const view = (item === null ? sourceViews : detailViews).find((candidate) => candidate.path === path);
  const isDoctor = path === doctorPath && item === null;
  const title = isDoctor ? 'Doctor' : (item ?? view?.title);
  useDocumentTitle([title, name, 'pgwatch'].filter((part) => part && part !== 'Overview').join(' · '));
  if (error instanceof ApiFailure && error.status === 404) return <UnknownSource name={name} />;
  return (
    <div className={classes.page}>
      <StaleNotice
        what={`The source ${name}`}
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <SourceSkeleton name={name} />}
      {data && (
        <>
          <SourceHeader source={data} brief={path !== ''} />
          <ViewTabs source={data} current={path} />
          <GrafanaNotices />
          <Problems problems={data.problems} brief={path !== ''} />
          {/* A page that crashed must not keep the others from being opened. */}
          <CrashGuard key={`${path}/${item}`}>
            {isDoctor && <SourceDoctor name={name} />}
            {view && <View source={data} view={view} item={item} />}
            {!isDoctor && !view && <UnknownView name={name} />}
          </CrashGuard>
        </>
      )}
    </div>
  );
}

interface ViewProps {
  source: SourceDetail;
  view: (typeof sourceViews)[number];
  item: string | null;
}

function View({ source, view, item }: ViewProps) {
  const range = useRange();
  return (
    <>
      {item !== null && <DetailHeading source={source.name} view={view} item={item} />}
      <RangePicker range={range}>
        <GrafanaLink source={source.name} view={view} item={item} range={range} />
      </RangePicker>
      <ViewSections source={source} view={view} item={item} range={range} />
    </>
  );
}
