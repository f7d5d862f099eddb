import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { ApiFailure } from '../../../api/api-failure.js';
import type { StoredPreset } from '../../../api/contract.js';
import { IconCopy, IconPencil } from '../../../components/icons.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { StaleNotice } from '../../../components/stale-notice.js';
import { useIsAdmin } from '../../../session/use-session.js';
import { newDefinitionHref, presetsHref } from '../addresses.js';
import { DeleteDefinition } from '../delete-definition.js';
import { DefinitionHistory } from '../history/definition-history.js';
import { OriginBadge } from '../origin-badge.js';
import { usePreset } from '../queries.js';
import { UnknownDefinition } from '../unknown-definition.js';
import { EditPreset } from './edit-preset.js';
import { PresetMetrics } from './preset-metrics.js';
import { PresetSources } from './preset-sources.js';

export function PresetPage({ name }: { name: string }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = usePreset(name);
  const isAdmin = useIsAdmin();
  // What is edited is what was read when editing began, whatever comes in meanwhile.
  const [edited, setEdited] = useState<StoredPreset | null>(null);
  useDocumentTitle(`${name} · pgwatch`);
  if (error instanceof ApiFailure && error.status === 404 && !edited) {
    return <UnknownDefinition kind="preset" name={name} />;
  }
  return (
    <div className={page.page}>
      <StaleNotice
        what={`The preset ${name}`}
        error={error}
        hasData={data !== undefined}
        updatedAtMs={dataUpdatedAt}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
      {!data && !error && <RowsSkeleton what={`the preset ${name}`} />}
      {edited && <EditPreset key={edited.version} stored={edited} onEdit={setEdited} onDone={() => setEdited(null)} />}
      {data && !edited && (
        <>
          <header>
            <Link href={presetsHref}>All presets</Link>
            <div className={page.heading}>
              <h1 className={page.anywhere}>{name}</h1>
              <OriginBadge origin={data.origin} />
              {isAdmin && (
                <div className={page.actions}>
                  <Button
                    variant="default"
                    leftSection={<IconPencil size={16} stroke={1.75} aria-hidden="true" />}
                    onClick={() => setEdited(data)}
                  >
                    Edit
                  </Button>
                  <Button
                    component={Link}
                    href={newDefinitionHref('preset', name)}
                    variant="default"
                    leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
                  >
                    Copy to customise
                  </Button>
                  {data.origin === 'user' && <DeleteDefinition kind="preset" name={name} />}
                </div>
              )}
            </div>
            <p className={page.soft}>{data.definition.description}</p>
          </header>
          <PresetSources sources={data.sources} />
          <PresetMetrics metrics={data.definition.metrics} />
          <DefinitionHistory kind="preset" name={name} version={data.version} />
        </>
      )}
    </div>
  );
}
