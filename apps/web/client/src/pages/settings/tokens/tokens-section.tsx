import { useState } from 'react';
import type { ApiToken } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import list from '../../../components/list-table.module.css';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { TypedConfirmation } from '../../../forms/typed-confirmation.js';
import { CreateTokenForm } from './create-token-form.js';
import { isExpired } from './is-expired.js';
import { TokenRow } from './token-row.js';
import { useRevokeToken, useTokens } from './use-tokens.js';

export function TokensSection() {
  const { data: tokens, error, isFetching, refetch } = useTokens();
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const revoke = useRevokeToken();
  const isOver = (token: ApiToken) => token.revokedAt !== null || isExpired(token);
  // Those that work first.
  const sorted = [...(tokens ?? [])].sort((one, other) => Number(isOver(one)) - Number(isOver(other)));
  return (
    <>
      <CreateTokenForm />
      {error && !tokens && (
        <Failure what="The tokens" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {!tokens && !error && <RowsSkeleton what="the tokens" />}
      {tokens?.length === 0 && <p className={page.soft}>There are no tokens.</p>}
      {sorted.length > 0 && (
        <table className={`${card.card} ${list.table}`}>
          <caption className={list.hidden}>Tokens</caption>
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col">May</th>
              <th scope="col">Made</th>
              <th scope="col">Last used</th>
              <th scope="col">Ends</th>
              <th scope="col">
                <span className={list.hidden}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                onRevoke={() => {
                  revoke.reset();
                  setRevoking(token);
                }}
              />
            ))}
          </tbody>
        </table>
      )}
      <TypedConfirmation
        key={revoking?.id}
        title={`Revoke ${revoking?.name ?? ''}`}
        name={revoking?.name ?? ''}
        action="Revoke"
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        onConfirm={() => revoking && revoke.mutate(revoking.id, { onSuccess: () => setRevoking(null) })}
        isPending={revoke.isPending}
        error={revoke.error}
      >
        <p>Programs that use it are refused at once, for good.</p>
      </TypedConfirmation>
    </>
  );
}
