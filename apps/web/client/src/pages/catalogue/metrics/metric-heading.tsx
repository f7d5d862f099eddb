import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { StoredMetric } from '../../../api/contract.js';
import { IconCopy, IconPencil } from '../../../components/icons.js';
import page from '../../../components/page.module.css';
import { useIsAdmin } from '../../../session/use-session.js';
import { metricsHref, newDefinitionHref } from '../addresses.js';
import { DeleteDefinition } from '../delete-definition.js';
import { OriginBadge } from '../origin-badge.js';

export function MetricHeading({ stored, onEdit }: { stored: StoredMetric; onEdit: () => void }) {
  const { definition, origin } = stored;
  const isAdmin = useIsAdmin();
  return (
    <header>
      <Link href={metricsHref}>All metrics</Link>
      <div className={page.heading}>
        <h1 className={page.anywhere}>{definition.name}</h1>
        <OriginBadge origin={origin} />
        {isAdmin && (
          <div className={page.actions}>
            <Button
              variant="default"
              leftSection={<IconPencil size={16} stroke={1.75} aria-hidden="true" />}
              onClick={onEdit}
            >
              Edit
            </Button>
            <Button
              component={Link}
              href={newDefinitionHref('metric', definition.name)}
              variant="default"
              leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
            >
              Copy to customise
            </Button>
            {origin === 'user' && <DeleteDefinition kind="metric" name={definition.name} />}
          </div>
        )}
      </div>
      <p className={page.soft}>{definition.description}</p>
    </header>
  );
}
