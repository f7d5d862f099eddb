import { Button } from '@mantine/core';
import type { ApiToken } from '../../../api/contract.js';
import { Age } from '../../../components/age.js';
import list from '../../../components/list-table.module.css';
import { Moment } from '../../../components/moment.js';
import { isExpired } from './is-expired.js';

export function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { name, prefix, role, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = token;
  return (
    <tr>
      <th scope="row">
        <strong>{name}</strong> <code>{prefix}…</code>
      </th>
      <td data-label="May">{role === 'admin' ? 'read and change' : 'read'}</td>
      <td data-label="Made">
        <span>
          <Moment at={new Date(createdAt)} /> by {createdBy}
        </span>
      </td>
      <td data-label="Last used">{lastUsedAt ? <Age at={lastUsedAt} /> : 'never'}</td>
      <td data-label="Ends">
        <span>
          {revokedAt ? (
            <>
              revoked <Moment at={new Date(revokedAt)} />
            </>
          ) : expiresAt ? (
            <>
              {isExpired(token) && 'expired '}
              <Moment at={new Date(expiresAt)} />
            </>
          ) : (
            'never'
          )}
        </span>
      </td>
      <td className={list.tight}>
        {!revokedAt && (
          <Button size="compact-sm" variant="default" aria-label={`Revoke ${name}`} onClick={onRevoke}>
            Revoke
          </Button>
        )}
      </td>
    </tr>
  );
}
