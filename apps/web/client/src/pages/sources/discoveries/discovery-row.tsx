import { Button } from '@mantine/core';
import type { Discovery } from '../../../api/contract.js';
import list from '../../../components/list-table.module.css';
import { Moment } from '../../../components/moment.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { Prose } from '../../../components/prose.js';

interface DiscoveryRowProps {
  discovery: Discovery;
  isAdmin: boolean;
  isOff: boolean;
  isRunning: boolean;
  onRun: () => void;
  onSetUrl: () => void;
  onRemove: () => void;
}

export function DiscoveryRow({ discovery, isAdmin, isOff, isRunning, ...on }: DiscoveryRowProps) {
  const { name, include, exclude, sources, vanished, leftAlone, ranAt, error, hint } = discovery;
  return (
    <tr>
      <th scope="row">
        <strong>{name}</strong>
      </th>
      <td data-label="Names">
        <span>
          {include === null ? 'all' : <code>{include}</code>}
          {exclude !== null && (
            <>
              , not <code>{exclude}</code>
            </>
          )}
        </span>
      </td>
      <td data-label="Sources">
        <div>
          {sources.length}
          {vanished.length > 0 && <div className={page.soft}>Paused as vanished: {vanished.join(', ')}</div>}
          {leftAlone.length > 0 && (
            <div className={page.soft}>Left alone, as deleted or taken by another source: {leftAlone.join(', ')}</div>
          )}
        </div>
      </td>
      <td data-label="Last run">
        <div>
          {ranAt === null ? 'not yet' : <Moment at={new Date(ranAt)} />}
          {error !== null && (
            <Notice tone="bad" hint={hint && <Prose text={hint} />}>
              <Prose text={error} />
            </Notice>
          )}
        </div>
      </td>
      {isAdmin && (
        <td className={list.tight}>
          <div className={page.actions}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Run now: ${name}`}
              disabled={isOff}
              loading={isRunning}
              onClick={on.onRun}
            >
              Run now
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Set URL of discovery ${name}`}
              disabled={isOff}
              onClick={on.onSetUrl}
            >
              Set URL
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              c="var(--bad)"
              aria-label={`Remove discovery ${name}`}
              onClick={on.onRemove}
            >
              Remove
            </Button>
          </div>
        </td>
      )}
    </tr>
  );
}
