import { ApiFailure } from '../api/api-failure.js';
import { Notice } from '../components/notice.js';
import { Prose } from '../components/prose.js';

/** Why a change was not made; what was typed stays. Nothing where all went well. */
export function ChangeFailed({ error, what = 'Nothing was changed' }: { error: Error | null; what?: string }) {
  if (!error) return null;
  const hint = error instanceof ApiFailure ? error.hint : undefined;
  return (
    <Notice tone="bad" hint={hint && <Prose text={hint} />}>
      {what}: <Prose text={error.message} />
    </Notice>
  );
}
