import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { IconPlus } from '../../../components/icons.js';
import list from '../../../components/list-table.module.css';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { sourceHref } from '../../../components/source-href.js';
import { StaleNotice } from '../../../components/stale-notice.js';
import { useIsAdmin } from '../../../session/use-session.js';
import { definitionHref, newDefinitionHref, transferHref } from '../addresses.js';
import classes from '../catalogue.module.css';
import { Names } from '../names.js';
import { OriginBadge } from '../origin-badge.js';
import { usePresets } from '../queries.js';
import { formatRate } from './fetch-rate.js';

// More names than this say less than their number.
const fewSources = 5;

export function PresetsPage() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = usePresets();
  const isAdmin = useIsAdmin();
  useDocumentTitle('Presets · pgwatch');
  return (
    <div className={page.page}>
      <div className={page.heading}>
        <h1>Presets</h1>
        {data && <p className={page.soft}>{data.presets.length}</p>}
        <div className={page.actions}>
          <Button component={Link} href={transferHref} variant="default">
            Import and export
          </Button>
          {isAdmin && (
            <Button
              component={Link}
              href={newDefinitionHref('preset')}
              leftSection={<IconPlus size={16} aria-hidden="true" />}
            >
              New preset
            </Button>
          )}
        </div>
      </div>
      <StaleNotice
        what="The list of presets"
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <RowsSkeleton what="the presets" />}
      {data && (
        <table className={`${card.card} ${list.table}`}>
          <caption className={list.hidden}>Presets</caption>
          <thead>
            <tr>
              <th scope="col">Preset</th>
              <th scope="col">What it is for</th>
              <th scope="col">Metrics</th>
              <th scope="col">Fetches</th>
              <th scope="col">Sources</th>
              <th scope="col">Origin</th>
            </tr>
          </thead>
          <tbody>
            {data.presets.map(({ definition, origin, sources }) => (
              <tr key={definition.name}>
                <th scope="row">
                  <Link href={definitionHref('preset', definition.name)} className={classes.name}>
                    {definition.name}
                  </Link>
                </th>
                <td>{definition.description}</td>
                <td data-label="Metrics" className={list.tight}>
                  {Object.keys(definition.metrics).length}
                </td>
                <td data-label="Fetches" className={list.tight}>
                  {formatRate(definition.metrics)}
                </td>
                <td data-label="Sources">
                  {sources.length > fewSources ? (
                    `${sources.length} sources`
                  ) : (
                    <Names names={sources} hrefOf={sourceHref} none="none" />
                  )}
                </td>
                <td data-label="Origin" className={list.tight}>
                  <OriginBadge origin={origin} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
