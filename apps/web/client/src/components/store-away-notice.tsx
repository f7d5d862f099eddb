import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ApiFailure } from '../api/api-failure.js';
import { Notice } from './notice.js';
import { Prose } from './prose.js';

/** One line for all pages while the server says that the Collector DB does not answer; it goes away by itself. */
export function StoreAwayNotice() {
  const cache = useQueryClient().getQueryCache();
  const message = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () => {
      for (const query of cache.findAll({ type: 'active' })) {
        const failure = query.state.fetchFailureReason ?? query.state.error;
        if (failure instanceof ApiFailure && failure.status === 503) return failure.message;
      }
      return null;
    },
  );
  if (message === null) return null;
  return (
    <Notice tone="bad" hint="Pages show what they have, and go on by themselves. Changes cannot be saved until then.">
      <Prose text={message} />
    </Notice>
  );
}
